package io.voucherctl.server.quota;

import org.jspecify.annotations.Nullable;

/**
 * The keys of one tenant: a server key pair and, if it has one, a client-side pair. A client pair
 * is known to every browser, so the two never share a half.
 *
 * @param client opens the client-side API only; null when the tenant does not use it
 */
public record TenantKey(String tenant, String appId, String appToken, @Nullable KeyPair client) {
  public TenantKey {
    if (!Tenant.isId(tenant)) {
      throw new IllegalArgumentException("'" + tenant + "' is not a tenant id");
    }
    if (appId.isBlank() || appToken.isBlank()) {
      throw new IllegalArgumentException("keys of " + tenant + ": no appId or no appToken");
    }
    requireApart(appId, appToken, client, "keys of " + tenant);
  }

  /** A tenant without client-side keys. */
  public TenantKey(String tenant, String appId, String appToken) {
    this(tenant, appId, appToken, null);
  }

  static void requireApart(String appId, String appToken, @Nullable KeyPair client, String where) {
    if (client != null && (client.appId().equals(appId) || client.token().equals(appToken))) {
      throw new IllegalArgumentException(
          where + ": the client pair repeats a half of the server pair");
    }
  }

  TenantKey withoutClient() {
    return new TenantKey(tenant, appId, appToken);
  }

  /** Without the tokens: a record's own would print them into any log. */
  @Override
  public String toString() {
    return "TenantKey[" + tenant + ", " + appId + (client == null ? "" : ", " + client) + "]";
  }

  /**
   * The client pair of a text in which it may be missing.
   *
   * @param where begins the message when only one half is there
   */
  static @Nullable KeyPair client(@Nullable String appId, @Nullable String token, String where) {
    if (appId == null && token == null) {
      return null;
    }
    if (appId == null || token == null || appId.isBlank() || token.isBlank()) {
      throw new IllegalArgumentException(where + ": needs both clientAppId and clientToken");
    }
    return new KeyPair(appId, token);
  }
}
