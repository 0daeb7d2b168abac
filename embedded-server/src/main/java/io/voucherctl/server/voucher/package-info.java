/**
 * Vouchers, customers, orders, validations, redemptions, publications: domain, store and API
 * routes. Limits and credentials are the gateway's business.
 */
@NullMarked
package io.voucherctl.server.voucher;

import org.jspecify.annotations.NullMarked;
