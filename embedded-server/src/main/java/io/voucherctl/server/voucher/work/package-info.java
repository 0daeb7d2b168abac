/** Units of work: what one call changes, all of it or nothing, in one transaction of the store. */
@NullMarked
package io.voucherctl.server.voucher.work;

import org.jspecify.annotations.NullMarked;
