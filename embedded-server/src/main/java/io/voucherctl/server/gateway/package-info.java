/**
 * Credentials, quota, admission, proxy: what stands between the tenants and the voucher API, with
 * per tenant and route statistics. The AS1 defect lives here and nowhere else.
 */
@NullMarked
package io.voucherctl.server.gateway;

import org.jspecify.annotations.NullMarked;
