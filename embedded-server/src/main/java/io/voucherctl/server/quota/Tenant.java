package io.voucherctl.server.quota;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One tenant of the region: who it is, the keys it calls with, and what it may do.
 *
 * @param id also a ConfigMap key and a file name, hence the narrow alphabet
 * @param client opens the client-side API only; null when the tenant does not use it
 */
public record Tenant(
    String id, String appId, String appToken, @Nullable KeyPair client, TenantQuota quota) {
  /** The request header by which the gateway tells the voucher API whose call it is. */
  public static final String HEADER = "x-voucherctl-tenant";

  private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,62}");

  public Tenant {
    if (!isId(id)) {
      throw new IllegalArgumentException(
          "'"
              + id
              + "' is not a tenant id: up to 63 letters, digits, '.', '_' or '-', "
              + "starting with a letter or digit");
    }
    if (appId.isBlank() || appToken.isBlank()) {
      throw new IllegalArgumentException("tenant " + id + " needs an appId and an appToken");
    }
    TenantKey.requireApart(appId, appToken, client, "tenant " + id);
  }

  /** A tenant without client-side keys. */
  public Tenant(String id, String appId, String appToken, TenantQuota quota) {
    this(id, appId, appToken, null, quota);
  }

  public TenantKey keys() {
    return new TenantKey(id, appId, appToken, client);
  }

  public static boolean isId(String text) {
    return ID.matcher(text).matches();
  }

  /** Without the tokens: a record's own would print them into any log. */
  @Override
  public String toString() {
    return "Tenant[" + id + ", " + quota + "]";
  }
}
