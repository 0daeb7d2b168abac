/** Why pods restart. */
@NullMarked
package io.voucherctl.commands.pods;

import org.jspecify.annotations.NullMarked;
