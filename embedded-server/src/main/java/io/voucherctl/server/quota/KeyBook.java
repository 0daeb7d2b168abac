package io.voucherctl.server.quota;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * All key pairs as of one moment. Immutable: a change is a new book.
 *
 * @param byAppId every application id belongs to one tenant
 */
public record KeyBook(Map<String, TenantKey> byAppId, List<InvalidEntry> invalid) {
  public KeyBook {
    byAppId = Map.copyOf(byAppId);
    invalid = List.copyOf(invalid);
  }

  /** Of two tenants that claim one application id the first in the list has it. */
  static KeyBook of(List<TenantKey> keys, List<InvalidEntry> invalid) {
    Map<String, TenantKey> byAppId = new HashMap<>();
    List<InvalidEntry> bad = new ArrayList<>(invalid);
    for (TenantKey key : keys) {
      TenantKey first = byAppId.putIfAbsent(key.appId(), key);
      if (first != null) {
        bad.add(new InvalidEntry(key.tenant(), "its appId is already that of " + first.tenant()));
      }
    }
    return new KeyBook(byAppId, bad);
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
