package io.voucherctl.server.gateway;

import io.voucherctl.server.quota.KeyBook;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Who a key pair belongs to. Immutable; safe for all threads. */
final class Credentials {
  static final Credentials NONE = new Credentials(Map.of());

  /** What a token is compared with when its application id is unknown: no other time is taken. */
  private static final Holder NOBODY = new Holder("", new byte[32]);

  @SuppressWarnings("ArrayRecordComponent") // read by isEqual only
  private record Holder(String tenant, byte[] token) {}

  private final Map<String, Holder> byAppId;

  private Credentials(Map<String, Holder> byAppId) {
    this.byAppId = byAppId;
  }

  static Credentials of(KeyBook keys) {
    Map<String, Holder> holders = new HashMap<>();
    keys.byAppId()
        .forEach(
            (appId, key) -> holders.put(appId, new Holder(key.tenant(), utf8(key.appToken()))));
    return new Credentials(Map.copyOf(holders));
  }

  /** The pair's tenant; null when a half is missing, unknown, or not the other's. */
  @Nullable String tenantOf(@Nullable String appId, @Nullable String appToken) {
    Holder holder = appId == null ? NOBODY : byAppId.getOrDefault(appId, NOBODY);
    boolean equal = MessageDigest.isEqual(holder.token(), utf8(appToken == null ? "" : appToken));
    return equal && !holder.tenant().isEmpty() ? holder.tenant() : null;
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
