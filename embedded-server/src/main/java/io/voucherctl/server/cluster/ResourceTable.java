package io.voucherctl.server.cluster;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Everything this cluster serves, declared once: routing, validation and discovery read it. */
final class ResourceTable {
  static final String NAMESPACES = "namespaces";
  static final String EVENTS = "events";

  static final List<ResourceType> ALL =
      List.of(
          core("configmaps", "ConfigMap", true, List.of("cm"), Set.of()),
          core(EVENTS, "Event", true, List.of("ev"), Set.of()),
          core(NAMESPACES, "Namespace", false, List.of("ns"), Set.of("status")),
          core("pods", "Pod", true, List.of("po"), Set.of("log", "status")),
          core("secrets", "Secret", true, List.of(), Set.of()),
          core("services", "Service", true, List.of("svc"), Set.of("status")),
          apps("deployments", "Deployment", "deploy"),
          apps("replicasets", "ReplicaSet", "rs"));

  private ResourceTable() {}

  static Optional<ResourceType> find(String group, String version, String plural) {
    return ALL.stream()
        .filter(type -> type.group().equals(group))
        .filter(type -> type.version().equals(version) && type.plural().equals(plural))
        .findFirst();
  }

  static Optional<ResourceType> ofKind(String apiVersion, String kind) {
    return ALL.stream()
        .filter(type -> type.apiVersion().equals(apiVersion) && type.kind().equals(kind))
        .findFirst();
  }

  /** The group of a plural; empty for the core group and for what is not served. */
  static String groupOf(String plural) {
    return ALL.stream()
        .filter(type -> type.plural().equals(plural))
        .findFirst()
        .map(ResourceType::group)
        .orElse("");
  }

  private static ResourceType core(
      String plural,
      String kind,
      boolean namespaced,
      List<String> shortNames,
      Set<String> subresources) {
    return new ResourceType(
        "", "v1", plural, singular(kind), kind, shortNames, namespaced, subresources);
  }

  private static ResourceType apps(String plural, String kind, String shortName) {
    return new ResourceType(
        "apps",
        "v1",
        plural,
        singular(kind),
        kind,
        List.of(shortName),
        true,
        Set.of("scale", "status"));
  }

  private static String singular(String kind) {
    return kind.toLowerCase(java.util.Locale.ROOT);
  }
}
