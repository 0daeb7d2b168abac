package io.voucherctl.server.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voucherctl.server.cluster.StatusException.Cause;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;

/** What an object must be like to be stored, whoever wrote it; refusals list every fault. */
final class Rules {
  /** Largest total of a ConfigMap's or Secret's values, as in Kubernetes. */
  static final int MAX_DATA_BYTES = 1 << 20;

  private static final int MAX_ANNOTATION_BYTES = 256 << 10;
  private static final int MAX_NAME = 253;
  private static final int MAX_LABEL = 63;

  private static final Pattern LABEL = Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?");
  private static final Pattern SUBDOMAIN =
      Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*");
  private static final Pattern DATA_KEY = Pattern.compile("[-._a-zA-Z0-9]+");
  private static final Pattern WORD = Pattern.compile("[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?");

  private final List<Cause> causes = new ArrayList<>();

  private Rules() {}

  /** Refuses (422) a faulty object. */
  static void require(ResourceType type, ObjectNode object) {
    Rules rules = new Rules();
    rules.check(type, object);
    if (!rules.causes.isEmpty()) {
      throw StatusException.invalid(type, ObjectMeta.name(object), rules.causes);
    }
  }

  private void check(ResourceType type, ObjectNode object) {
    JsonNode metadata = object.path("metadata");
    boolean label = type.isNamespace() || type.plural().equals("services");
    name(label ? LABEL : SUBDOMAIN, label ? MAX_LABEL : MAX_NAME, metadata.path("name"));
    labels(metadata.path("labels"), "metadata.labels");
    annotations(metadata.path("annotations"));
    switch (type.plural()) {
      case "configmaps" -> {
        texts(object.path("data"), "data", false);
        texts(object.path("binaryData"), "binaryData", true);
        size(object.path("data"), object.path("binaryData"));
      }
      case "secrets" -> {
        texts(object.path("data"), "data", true);
        size(object.path("data"), object.path("binaryData"));
      }
      case "pods" -> causes.addAll(WorkloadRules.pod(object.path("spec"), "spec"));
      case "deployments", "replicasets" ->
          causes.addAll(WorkloadRules.controller(object.path("spec")));
      case "events" -> event(object);
      default -> {}
    }
  }

  private void name(Pattern pattern, int max, JsonNode name) {
    String text = name.asText("");
    if (text.isEmpty()) {
      causes.add(
          new Cause(
              "metadata.name",
              "FieldValueRequired",
              "Required value: name or generateName is required"));
    } else if (!name.isTextual() || text.length() > max || !pattern.matcher(text).matches()) {
      String kind = pattern == LABEL ? "label" : "subdomain";
      causes.add(
          Cause.invalid(
              "metadata.name",
              "\""
                  + shortened(text)
                  + "\": not an RFC 1123 "
                  + kind
                  + ": lower case letters, digits, '-'"
                  + (pattern == LABEL ? "" : " and '.'")
                  + ", a letter or digit at both ends, at most "
                  + max));
    }
  }

  /** A name of a container, volume and the like. */
  static boolean isLabel(String text) {
    return text.length() <= MAX_LABEL && LABEL.matcher(text).matches();
  }

  private void labels(JsonNode labels, String field) {
    if (!isMap(labels, field)) {
      return;
    }
    for (var entry : labels.properties()) {
      qualified(entry.getKey(), field);
      String value = entry.getValue().asText("");
      boolean word = value.isEmpty() || WORD.matcher(value).matches();
      if (!entry.getValue().isTextual() || value.length() > MAX_LABEL || !word) {
        causes.add(
            Cause.invalid(
                field + "." + shortened(entry.getKey()),
                "\""
                    + shortened(value)
                    + "\": a label value is at most 63 letters, digits, '-',"
                    + " '_' and '.', a letter or digit at both ends"));
      }
    }
  }

  private void annotations(JsonNode annotations) {
    String field = "metadata.annotations";
    if (!isMap(annotations, field)) {
      return;
    }
    long bytes = 0;
    for (var entry : annotations.properties()) {
      qualified(entry.getKey(), field);
      bytes += entry.getKey().length() + entry.getValue().asText("").length();
      if (!entry.getValue().isTextual()) {
        causes.add(Cause.invalid(field + "." + shortened(entry.getKey()), "must be a string"));
      }
    }
    if (bytes > MAX_ANNOTATION_BYTES) {
      causes.add(tooLong(field, MAX_ANNOTATION_BYTES));
    }
  }

  private void qualified(String key, String field) {
    int slash = key.indexOf('/');
    String prefix = slash < 0 ? "x" : key.substring(0, slash);
    String word = key.substring(slash + 1);
    if (word.length() > MAX_LABEL
        || !WORD.matcher(word).matches()
        || prefix.length() > MAX_NAME
        || !SUBDOMAIN.matcher(prefix).matches()) {
      causes.add(Cause.invalid(field, "\"" + shortened(key) + "\" is not a qualified name"));
    }
  }

  private void texts(JsonNode map, String field, boolean base64) {
    if (!isMap(map, field)) {
      return;
    }
    for (var entry : map.properties()) {
      String key = entry.getKey();
      String at = field + "[" + shortened(key) + "]";
      if (key.length() > MAX_NAME
          || !DATA_KEY.matcher(key).matches()
          || key.equals(".")
          || key.startsWith("..")) {
        causes.add(Cause.invalid(at, "a key is at most 253 letters, digits, '-', '_' and '.'"));
      }
      if (!entry.getValue().isTextual()) {
        causes.add(Cause.invalid(at, "must be a string"));
      } else if (base64 && !isBase64(entry.getValue().textValue())) {
        causes.add(Cause.invalid(at, "is not base64"));
      }
    }
  }

  private void size(JsonNode data, JsonNode binaryData) {
    long bytes = 0;
    for (JsonNode value : data) {
      bytes += utf8Length(value.asText(""));
    }
    for (JsonNode value : binaryData) {
      bytes += utf8Length(value.asText(""));
    }
    if (bytes > MAX_DATA_BYTES) {
      causes.add(tooLong("data", MAX_DATA_BYTES));
    }
  }

  private void event(ObjectNode event) {
    String about = event.path("involvedObject").path("namespace").asText("");
    String namespace = ObjectMeta.text(event, "namespace");
    boolean clusterScoped = about.isEmpty() && namespace.equals("default");
    if (!about.equals(namespace) && !clusterScoped) {
      causes.add(Cause.invalid("involvedObject.namespace", "does not match event.namespace"));
    }
  }

  private boolean isMap(JsonNode node, String field) {
    boolean absent = node.isMissingNode() || node.isNull();
    if (!absent && !node.isObject()) {
      causes.add(Cause.invalid(field, "must be an object"));
    }
    return node.isObject();
  }

  private static Cause tooLong(String field, int bytes) {
    return new Cause(field, "FieldValueTooLong", "Too long: must have at most " + bytes + " bytes");
  }

  private static boolean isBase64(String text) {
    try {
      Base64.getDecoder().decode(text);
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static long utf8Length(String text) {
    return text.codePoints()
        .mapToLong(c -> c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4)
        .sum();
  }

  private static String shortened(String text) {
    return text.length() <= MAX_NAME ? text : text.substring(0, MAX_NAME) + "...";
  }
}
