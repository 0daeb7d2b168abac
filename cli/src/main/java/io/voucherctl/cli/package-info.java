/** The roof: main, root command, wiring, settings, failure handling. It only assembles. */
@NullMarked
package io.voucherctl.cli;

import org.jspecify.annotations.NullMarked;
