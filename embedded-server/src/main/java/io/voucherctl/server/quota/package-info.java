/**
 * Tenants, their quotas and keys, and where these come from: the words that gateway, voucher API
 * and commands share. Whose call it is is told here, so that gateway and voucher API never differ;
 * whether it may pass is the gateway's business.
 */
@NullMarked
package io.voucherctl.server.quota;

import org.jspecify.annotations.NullMarked;
