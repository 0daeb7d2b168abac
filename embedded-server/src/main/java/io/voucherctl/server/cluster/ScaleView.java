package io.voucherctl.server.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voucherctl.server.cluster.StatusException.Cause;
import java.util.ArrayList;
import java.util.List;

/** A Deployment or ReplicaSet seen as {@code Scale} of autoscaling/v1. */
final class ScaleView {
  private static final String API_VERSION = "autoscaling/v1";
  private static final String KIND = "Scale";

  private ScaleView() {}

  static ObjectNode of(ObjectNode object) {
    ObjectNode scale = Json.object();
    scale.put("kind", KIND);
    scale.put("apiVersion", API_VERSION);
    ObjectNode metadata = scale.putObject("metadata");
    for (String field :
        List.of("name", "namespace", "uid", ObjectMeta.RESOURCE_VERSION, "creationTimestamp")) {
      Incoming.copy(field, object.path("metadata"), metadata);
    }
    scale.putObject("spec").put("replicas", object.path("spec").path("replicas").asInt(0));
    ObjectNode status = scale.putObject("status");
    status.put("replicas", object.path("status").path("replicas").asInt(0));
    status.put("selector", selector(object.path("spec").path("selector")));
    return scale;
  }

  /** The object with a scale's replica count and, for the lock, its resourceVersion. */
  static ObjectNode applyTo(ObjectNode object, ResourceType type, ObjectNode scale) {
    Incoming.requireKind(scale, API_VERSION, KIND);
    JsonNode replicas = scale.path("spec").path("replicas");
    List<Cause> causes = new ArrayList<>();
    WorkloadRules.nonNegative(causes, replicas, "spec.replicas");
    if (!causes.isEmpty()) {
      throw StatusException.invalid(type, ObjectMeta.name(object), causes);
    }
    ObjectNode changed = object.deepCopy();
    ObjectNode metadata = ObjectMeta.edit(changed);
    for (String field : List.of("name", "namespace", "uid")) {
      String said = ObjectMeta.text(scale, field);
      if (!said.isEmpty()) {
        metadata.put(field, said); // checked against the object like that of any update
      }
    }
    metadata.put(ObjectMeta.RESOURCE_VERSION, ObjectMeta.resourceVersion(scale));
    changed.withObjectProperty("spec").put("replicas", replicas.asInt(0));
    return changed;
  }

  /** A selector as text, as {@code labelSelector} takes it. */
  static String selector(JsonNode selector) {
    List<String> terms = new ArrayList<>();
    for (var entry : selector.path("matchLabels").properties()) {
      terms.add(entry.getKey() + "=" + entry.getValue().asText());
    }
    for (JsonNode expression : selector.path("matchExpressions")) {
      String key = expression.path("key").asText();
      List<String> values = new ArrayList<>();
      expression.path("values").forEach(value -> values.add(value.asText()));
      String list = " (" + String.join(",", values) + ")";
      switch (expression.path("operator").asText()) {
        case "In" -> terms.add(key + " in" + list);
        case "NotIn" -> terms.add(key + " notin" + list);
        case "Exists" -> terms.add(key);
        case "DoesNotExist" -> terms.add("!" + key);
        default -> {}
      }
    }
    return String.join(",", terms);
  }
}
