package io.voucherctl.server.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/**
 * Makes a client's document into an object that may be stored: names its kind, fills the defaults
 * in that others rely on, folds a Secret's {@code stringData}, and refuses what is not its kind.
 */
final class Incoming {
  /** Largest object taken in, as etcd's request limit. */
  static final int MAX_OBJECT_BYTES = 3 << 19;

  private static final int DEFAULT_GRACE_SECONDS = 30;

  private Incoming() {}

  /** A new object: what only the cluster may set is dropped. */
  static ObjectNode fresh(ResourceType type, ObjectNode document) {
    ObjectNode object = checkedKind(type, document);
    ObjectNode metadata = metadata(object);
    if (!ObjectMeta.resourceVersion(object).isEmpty()) {
      throw StatusException.badRequest(
          "resourceVersion should not be set on objects to be created");
    }
    metadata.remove(
        List.of(
            "uid",
            "generation",
            "creationTimestamp",
            "managedFields",
            "selfLink",
            ObjectMeta.DELETION_TIMESTAMP,
            ObjectMeta.GRACE_SECONDS));
    if (type.has("status")) {
      object.remove("status");
    }
    if (type.isPod()) {
      object.putObject("status").put("phase", "Pending");
    }
    if (type.isNamespace()) {
      object.putObject("status").put("phase", "Active");
    }
    return complete(type, object);
  }

  /** A changed object: what the cluster set stays as it was. */
  static ObjectNode changed(ResourceType type, ObjectNode document, ObjectNode current) {
    ObjectNode object = checkedKind(type, document);
    ObjectNode metadata = metadata(object);
    requireSame("name", ObjectMeta.name(object), ObjectMeta.name(current));
    requireSame(
        "namespace", ObjectMeta.text(object, "namespace"), ObjectMeta.text(current, "namespace"));
    String uid = ObjectMeta.uid(object);
    if (!uid.isEmpty() && !uid.equals(ObjectMeta.uid(current))) {
      throw StatusException.conflict(
          type.plural(),
          ObjectMeta.name(current),
          "Precondition failed: UID in precondition: "
              + uid
              + ", UID in object meta: "
              + ObjectMeta.uid(current));
    }
    for (String field : List.of(ObjectMeta.DELETION_TIMESTAMP, ObjectMeta.GRACE_SECONDS)) {
      copy(field, current.path("metadata"), metadata);
    }
    return complete(type, object);
  }

  /** Copies a field, or takes it away where there is none to copy. */
  static void copy(String field, JsonNode from, ObjectNode to) {
    JsonNode value = from.path(field);
    if (value.isMissingNode()) {
      to.remove(field);
    } else {
      to.set(field, value.deepCopy());
    }
  }

  private static ObjectNode complete(ResourceType type, ObjectNode object) {
    JsonNode spec = object.path("spec");
    if (!spec.isMissingNode() && !spec.isObject()) {
      throw StatusException.badRequest("spec is not an object");
    }
    switch (type.plural()) {
      case "secrets" -> foldStringData(object);
      case "pods" -> completePod(object.withObjectProperty("spec"));
      case "deployments", "replicasets" -> setAbsent(object.withObjectProperty("spec"));
      default -> {}
    }
    int bytes = Json.bytes(object, false).length;
    if (bytes > MAX_OBJECT_BYTES) {
      throw StatusException.tooLarge(
          "the object has " + bytes + " bytes; at most " + MAX_OBJECT_BYTES);
    }
    return object;
  }

  private static void setAbsent(ObjectNode spec) {
    if (!spec.has("replicas")) {
      spec.put("replicas", 1);
    }
  }

  private static void completePod(ObjectNode spec) {
    if (!spec.has("restartPolicy")) {
      spec.put("restartPolicy", "Always");
    }
    if (!spec.has("terminationGracePeriodSeconds")) {
      spec.put("terminationGracePeriodSeconds", DEFAULT_GRACE_SECONDS);
    }
  }

  private static void foldStringData(ObjectNode secret) {
    JsonNode stringData = secret.path("stringData");
    if (stringData instanceof ObjectNode texts && !texts.isEmpty()) {
      if (!(secret.path("data") instanceof ObjectNode) && secret.has("data")) {
        throw StatusException.badRequest("data is not an object");
      }
      ObjectNode data = secret.withObjectProperty("data");
      for (var entry : texts.properties()) {
        if (!entry.getValue().isTextual()) {
          throw StatusException.badRequest("stringData has a value that is not a string");
        }
        byte[] bytes = entry.getValue().textValue().getBytes(StandardCharsets.UTF_8);
        data.put(entry.getKey(), Base64.getEncoder().encodeToString(bytes));
      }
    }
    secret.remove("stringData");
    if (secret.path("type").asText("").isEmpty()) {
      secret.put("type", "Opaque");
    }
  }

  private static ObjectNode checkedKind(ResourceType type, ObjectNode document) {
    ObjectNode object = Json.canonical(document);
    requireKind(object, type.apiVersion(), type.kind());
    object.put("apiVersion", type.apiVersion());
    object.put("kind", type.kind());
    return object;
  }

  /** Refuses a document that says it is something else. */
  static void requireKind(ObjectNode document, String apiVersion, String kind) {
    String saidVersion = document.path("apiVersion").asText(apiVersion);
    String saidKind = document.path("kind").asText(kind);
    if (!saidVersion.equals(apiVersion)) {
      throw StatusException.badRequest(
          "the API version in the data ("
              + saidVersion
              + ") does not match the expected API version ("
              + apiVersion
              + ")");
    }
    if (!saidKind.equals(kind)) {
      throw StatusException.badRequest(
          "the kind in the data ("
              + saidKind
              + ") does not match the expected kind ("
              + kind
              + ")");
    }
  }

  private static ObjectNode metadata(ObjectNode object) {
    if (object.has("metadata") && !object.path("metadata").isObject()) {
      throw StatusException.badRequest("metadata is not an object");
    }
    return ObjectMeta.edit(object);
  }

  private static void requireSame(String what, String inBody, String inPath) {
    if (!inBody.isEmpty() && !inBody.equals(inPath)) {
      throw StatusException.badRequest(
          "the "
              + what
              + " of the object ("
              + inBody
              + ") does not match the "
              + what
              + " on the URL ("
              + inPath
              + ")");
    }
  }
}
