package io.voucherctl.server.quota;

/** A server key pair and whose it is. */
public record TenantKey(String tenant, String appId, String appToken) {
  public TenantKey {
    if (!Tenant.isId(tenant)) {
      throw new IllegalArgumentException("'" + tenant + "' is not a tenant id");
    }
    if (appId.isBlank() || appToken.isBlank()) {
      throw new IllegalArgumentException("keys of " + tenant + ": no appId or no appToken");
    }
  }

  /** Without the token: a record's own would print it into any log. */
  @Override
  public String toString() {
    return "TenantKey[" + tenant + ", " + appId + "]";
  }
}
