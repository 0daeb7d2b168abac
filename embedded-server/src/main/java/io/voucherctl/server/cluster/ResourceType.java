package io.voucherctl.server.cluster;

import java.util.List;
import java.util.Set;

/**
 * One served resource.
 *
 * @param group empty for the core group
 * @param plural its name in paths and in store keys, unique over all groups
 * @param subresources of {@code status}, {@code scale}, {@code log}
 */
record ResourceType(
    String group,
    String version,
    String plural,
    String singular,
    String kind,
    List<String> shortNames,
    boolean namespaced,
    Set<String> subresources) {

  String apiVersion() {
    return group.isEmpty() ? version : group + "/" + version;
  }

  boolean has(String subresource) {
    return subresources.contains(subresource);
  }

  boolean isPod() {
    return plural.equals("pods");
  }

  boolean isNamespace() {
    return plural.equals("namespaces");
  }
}
