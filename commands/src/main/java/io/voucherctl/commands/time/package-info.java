/** Durations as flags spell them, and the clocks that engines are given. */
@NullMarked
package io.voucherctl.commands.time;

import org.jspecify.annotations.NullMarked;
