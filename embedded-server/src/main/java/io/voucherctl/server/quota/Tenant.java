package io.voucherctl.server.quota;

import java.util.regex.Pattern;

/**
 * One tenant of the region: who it is, the server key pair it calls with, and what it may do.
 *
 * @param id also a ConfigMap key and a file name, hence the narrow alphabet
 */
public record Tenant(String id, String appId, String appToken, TenantQuota quota) {
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
  }

  public static boolean isId(String text) {
    return ID.matcher(text).matches();
  }

  /** Without the token: a record's own would print it into any log. */
  @Override
  public String toString() {
    return "Tenant[" + id + ", " + quota + "]";
  }
}
