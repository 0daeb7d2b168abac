/** The voucher API on the wire: routes, JSON in, JSON out, the shape of errors. */
@NullMarked
package io.voucherctl.server.voucher.api;

import org.jspecify.annotations.NullMarked;
