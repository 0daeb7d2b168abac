package io.voucherctl.server.cluster.kubelet;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * One entry of {@code spec.volumes}.
 *
 * @param source name of the ConfigMap or Secret, or the path on the host; else empty
 * @param items key to file name; empty for every key under its own name
 */
record VolumeSpec(
    String name, Kind kind, String source, boolean optional, Map<String, String> items) {
  enum Kind {
    CONFIG_MAP("configmaps", "configmap"),
    SECRET("secrets", "secret"),
    EMPTY_DIR("", ""),
    HOST_PATH("", "");

    final String resource;
    final String word;

    Kind(String resource, String word) {
      this.resource = resource;
      this.word = word;
    }

    boolean projected() {
      return !resource.isEmpty();
    }
  }

  private static final Pattern FILE = Pattern.compile("[-._a-zA-Z0-9]{1,253}");

  static VolumeSpec of(JsonNode volume) {
    String name = PodSpec.name(volume.path("name").asText(), "volume");
    JsonNode map = volume.path("configMap");
    JsonNode secret = volume.path("secret");
    if (map.isObject()) {
      return projected(name, Kind.CONFIG_MAP, map, map.path("name").asText());
    }
    if (secret.isObject()) {
      return projected(name, Kind.SECRET, secret, secret.path("secretName").asText());
    }
    if (volume.path("emptyDir").isObject()) {
      return new VolumeSpec(name, Kind.EMPTY_DIR, "", false, Map.of());
    }
    String path = volume.path("hostPath").path("path").asText();
    if (path.isEmpty() || !Path.of(path).isAbsolute()) {
      throw new IllegalArgumentException(
          "volume \"" + name + "\" is no configMap, secret, emptyDir or absolute hostPath");
    }
    return new VolumeSpec(name, Kind.HOST_PATH, path, false, Map.of());
  }

  private static VolumeSpec projected(String name, Kind kind, JsonNode node, String source) {
    Map<String, String> items = new LinkedHashMap<>();
    for (JsonNode item : node.path("items")) {
      items.put(item.path("key").asText(), fileName(item.path("path").asText()));
    }
    return new VolumeSpec(
        name,
        kind,
        PodSpec.name(source, kind.word),
        node.path("optional").asBoolean(false),
        Map.copyOf(items));
  }

  /** A key of a ConfigMap or Secret as a file name; never one that leaves its directory. */
  static String fileName(String key) {
    if (!FILE.matcher(key).matches() || key.startsWith("..") || key.equals(".")) {
      throw new IllegalArgumentException("not a file name for a key: \"" + key + "\"");
    }
    return key;
  }
}
