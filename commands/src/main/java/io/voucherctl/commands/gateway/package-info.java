/** What the gateways do: their figures, added up to those of one. */
@NullMarked
package io.voucherctl.commands.gateway;

import org.jspecify.annotations.NullMarked;
