/**
 * Vouchers, customers, orders and redemptions as values, and the rules over them. Knows no SQL, no
 * HTTP and no JSON: documents that are only carried (metadata, order items) are opaque JSON text.
 */
@NullMarked
package io.voucherctl.server.voucher.domain;

import org.jspecify.annotations.NullMarked;
