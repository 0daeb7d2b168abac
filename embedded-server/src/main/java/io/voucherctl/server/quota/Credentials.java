package io.voucherctl.server.quota;

import io.voucherctl.server.http.RequestHead;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Whose call it is. The path tells which kind of key pair is asked for; a pair of the other kind
 * that comes along is neither looked at nor held against the call. Immutable; safe for all threads.
 */
public final class Credentials {
  public static final Credentials NONE = new Credentials(Map.of(), Map.of());

  /** What a call lacks, in words; the same for every refusal, so that none tells more. */
  public static final String LACKING =
      "the call needs a tenant's key pair: X-App-Id and X-App-Token, or under /client/v1"
          + " X-Client-Application-Id and X-Client-Token";

  /** What a token is compared with when its application id is unknown: no other time is taken. */
  private static final Holder NOBODY = new Holder("", new byte[32]);

  @SuppressWarnings("ArrayRecordComponent") // read by isEqual only
  private record Holder(String tenant, byte[] token) {}

  private final Map<String, Holder> servers;
  private final Map<String, Holder> clients;

  private Credentials(Map<String, Holder> servers, Map<String, Holder> clients) {
    this.servers = Map.copyOf(servers);
    this.clients = Map.copyOf(clients);
  }

  public static Credentials of(KeyBook keys) {
    Map<String, Holder> servers = new HashMap<>();
    Map<String, Holder> clients = new HashMap<>();
    for (TenantKey key : keys.byAppId().values()) {
      servers.put(key.appId(), new Holder(key.tenant(), utf8(key.appToken())));
      KeyPair client = key.client();
      if (client != null) {
        clients.put(client.appId(), new Holder(key.tenant(), utf8(client.token())));
      }
    }
    return new Credentials(servers, clients);
  }

  /**
   * The tenant whose keys the call carries; null when a half is missing, unknown, not the other's,
   * or of the kind that does not open this path.
   */
  public @Nullable String tenantOf(RequestHead head) {
    ApiSide side = ApiSide.of(head.rawTarget());
    return side == null ? null : tenantOf(side, head);
  }

  /** The same for a call whose route, hence side, is known already. */
  public @Nullable String tenantOf(ApiSide side, RequestHead head) {
    Map<String, Holder> holders = side == ApiSide.CLIENT ? clients : servers;
    String appId = head.header(side.appIdHeader());
    String token = head.header(side.tokenHeader());
    Holder holder = appId == null ? NOBODY : holders.getOrDefault(appId, NOBODY);
    boolean equal = MessageDigest.isEqual(holder.token(), utf8(token == null ? "" : token));
    return equal && !holder.tenant().isEmpty() ? holder.tenant() : null;
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
