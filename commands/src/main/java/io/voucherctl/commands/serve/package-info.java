/** Starting the voucher API, the gateways and the small cluster on this machine. */
@NullMarked
package io.voucherctl.commands.serve;

import org.jspecify.annotations.NullMarked;
