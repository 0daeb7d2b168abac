package io.voucherctl.server.cluster;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Tells clients what is served, from the table that serves it. */
final class Discovery {
  /** The Kubernetes minor version whose behaviour is followed. */
  private static final String MINOR = "33";

  private static final List<String> VERBS =
      List.of("create", "delete", "deletecollection", "get", "list", "patch", "update", "watch");

  private Discovery() {}

  static ObjectNode version() {
    ObjectNode version = Json.object();
    version.put("major", "1");
    version.put("minor", MINOR);
    version.put("gitVersion", "v1." + MINOR + ".0+voucherctl");
    version.put("gitCommit", "");
    version.put("gitTreeState", "clean");
    version.put("buildDate", "2026-01-01T00:00:00Z");
    version.put("goVersion", "");
    version.put("compiler", "");
    version.put("platform", "java");
    return version;
  }

  /** {@code /api}. */
  static ObjectNode coreVersions() {
    ObjectNode versions = Json.object();
    versions.put("kind", "APIVersions");
    versions.putArray("versions").add("v1");
    versions.putArray("serverAddressByClientCIDRs");
    return versions;
  }

  /** {@code /apis}. */
  static ObjectNode groups() {
    ObjectNode list = Json.object();
    list.put("kind", "APIGroupList");
    list.put("apiVersion", "v1");
    ArrayNode groups = list.putArray("groups");
    groupNames().forEach(name -> groups.add(groupFields(Json.object(), name)));
    return list;
  }

  /** {@code /apis/GROUP}. */
  static ObjectNode group(String name) {
    ObjectNode group = Json.object();
    group.put("kind", "APIGroup");
    group.put("apiVersion", "v1");
    return groupFields(group, name);
  }

  /** Names of the groups beside the core group. */
  static Set<String> groupNames() {
    Set<String> names = new TreeSet<>();
    ResourceTable.ALL.forEach(type -> names.add(type.group()));
    names.remove("");
    return names;
  }

  /** {@code /api/v1} and {@code /apis/GROUP/VERSION}. */
  static ObjectNode resources(String apiVersion) {
    ObjectNode list = Json.object();
    list.put("kind", "APIResourceList");
    list.put("apiVersion", "v1");
    list.put("groupVersion", apiVersion);
    ArrayNode resources = list.putArray("resources");
    for (ResourceType type : ResourceTable.ALL) {
      if (type.apiVersion().equals(apiVersion)) {
        resources.add(resource(type));
        new TreeSet<>(type.subresources())
            .forEach(subresource -> resources.add(subresource(type, subresource)));
      }
    }
    return list;
  }

  private static ObjectNode groupFields(ObjectNode group, String name) {
    group.put("name", name);
    ArrayNode versions = group.putArray("versions");
    TreeSet<String> served = new TreeSet<>();
    ResourceTable.ALL.stream()
        .filter(type -> type.group().equals(name))
        .forEach(type -> served.add(type.version()));
    served.forEach(version -> versions.add(groupVersion(name, version)));
    group.set("preferredVersion", groupVersion(name, served.getLast()));
    return group;
  }

  private static ObjectNode groupVersion(String group, String version) {
    return Json.object().put("groupVersion", group + "/" + version).put("version", version);
  }

  private static ObjectNode resource(ResourceType type) {
    ObjectNode resource = Json.object();
    resource.put("name", type.plural());
    resource.put("singularName", type.singular());
    resource.put("namespaced", type.namespaced());
    resource.put("kind", type.kind());
    ArrayNode verbs = resource.putArray("verbs");
    VERBS.forEach(verbs::add);
    if (!type.shortNames().isEmpty()) {
      ArrayNode shortNames = resource.putArray("shortNames");
      type.shortNames().forEach(shortNames::add);
    }
    return resource;
  }

  private static ObjectNode subresource(ResourceType type, String name) {
    ObjectNode resource = Json.object();
    resource.put("name", type.plural() + "/" + name);
    resource.put("singularName", "");
    resource.put("namespaced", type.namespaced());
    if (name.equals("scale")) {
      resource.put("group", "autoscaling");
      resource.put("version", "v1");
    }
    resource.put("kind", name.equals("scale") ? "Scale" : type.kind());
    ArrayNode verbs = resource.putArray("verbs").add("get");
    if (!name.equals("log")) {
      verbs.add("patch").add("update");
    }
    return resource;
  }
}
