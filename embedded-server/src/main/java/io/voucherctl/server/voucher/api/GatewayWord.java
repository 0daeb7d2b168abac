package io.voucherctl.server.voucher.api;

import io.voucherctl.server.http.RequestHead;
import io.voucherctl.server.quota.ApiSide;
import io.voucherctl.server.quota.Tenant;
import org.jspecify.annotations.Nullable;

/**
 * Believes the tenant header. The gateway before it has checked the keys, which kind the path asks
 * for included, and has replaced whatever its caller put there.
 */
final class GatewayWord implements Access {
  @Override
  public @Nullable String tenantOf(ApiSide side, RequestHead head) {
    String tenant = head.header(Tenant.HEADER);
    return tenant != null && Tenant.isId(tenant) ? tenant : null;
  }

  @Override
  public String lacking() {
    return "the call names no tenant";
  }

  @Override
  public void close() {}
}
