package io.voucherctl.server.quota;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * All keys as of one moment. Immutable: a change is a new book.
 *
 * @param byAppId by the server pair's application id. Every application id, of a server pair or a
 *     client pair, belongs to one tenant
 */
public record KeyBook(Map<String, TenantKey> byAppId, List<InvalidEntry> invalid) {
  public KeyBook {
    byAppId = Map.copyOf(byAppId);
    invalid = List.copyOf(invalid);
  }

  /**
   * Of two tenants that claim one application id the first in the list has it; but a server pair
   * comes before any client pair, which the tenant loses alone.
   */
  static KeyBook of(List<TenantKey> keys, List<InvalidEntry> invalid) {
    Map<String, TenantKey> byAppId = new LinkedHashMap<>();
    List<InvalidEntry> bad = new ArrayList<>(invalid);
    for (TenantKey key : keys) {
      TenantKey first = byAppId.putIfAbsent(key.appId(), key);
      if (first != null) {
        bad.add(new InvalidEntry(key.tenant(), "its appId is already that of " + first.tenant()));
      }
    }
    Map<String, String> owners = new HashMap<>();
    byAppId.forEach((appId, key) -> owners.put(appId, key.tenant()));
    byAppId.replaceAll((_, key) -> withOwnClientOnly(key, owners, bad));
    return new KeyBook(byAppId, bad);
  }

  private static TenantKey withOwnClientOnly(
      TenantKey key, Map<String, String> owners, List<InvalidEntry> bad) {
    KeyPair client = key.client();
    if (client == null) {
      return key;
    }
    String owner = owners.putIfAbsent(client.appId(), key.tenant());
    if (owner == null) {
      return key;
    }
    bad.add(new InvalidEntry(key.tenant(), "its clientAppId is already that of " + owner));
    return key.withoutClient();
  }

  /** Ids of the tenants that can be told apart. */
  public Set<String> tenants() {
    Set<String> ids = new HashSet<>();
    byAppId.values().forEach(key -> ids.add(key.tenant()));
    return ids;
  }

  @Override
  public String toString() {
    return "KeyBook[" + byAppId.size() + " keys, " + invalid.size() + " invalid]";
  }
}
