/**
 * Vouchers, customers, orders, validations, redemptions, publications: domain, store and API
 * routes. Rules, fields, keys and messages are those of the public Voucherify API, version
 * v2018-08-01; where that is silent they are our choice, which a contract test holds. Limits and
 * credentials are the gateway's business.
 */
@NullMarked
package io.voucherctl.server.voucher;

import org.jspecify.annotations.NullMarked;
