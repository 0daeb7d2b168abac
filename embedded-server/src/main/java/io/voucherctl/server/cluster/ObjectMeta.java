package io.voucherctl.server.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Reads and fills in {@code metadata}. */
final class ObjectMeta {
  static final String RESOURCE_VERSION = "resourceVersion";
  static final String DELETION_TIMESTAMP = "deletionTimestamp";
  static final String GRACE_SECONDS = "deletionGracePeriodSeconds";

  private static final List<String> KEPT =
      List.of("uid", "creationTimestamp", "generation", RESOURCE_VERSION);

  private ObjectMeta() {}

  /** The metadata to write to; made when there is none. */
  static ObjectNode edit(ObjectNode object) {
    return object.withObjectProperty("metadata");
  }

  /** A field of the metadata as text; empty when absent. */
  static String text(JsonNode object, String field) {
    return object.path("metadata").path(field).asText("");
  }

  static String name(JsonNode object) {
    return text(object, "name");
  }

  static String uid(JsonNode object) {
    return text(object, "uid");
  }

  static String resourceVersion(JsonNode object) {
    return text(object, RESOURCE_VERSION);
  }

  static boolean isBeingDeleted(JsonNode object) {
    return !text(object, DELETION_TIMESTAMP).isEmpty();
  }

  static boolean hasFinalizers(JsonNode object) {
    return !object.path("metadata").path("finalizers").isEmpty();
  }

  static ObjectStore.Key key(String resource, JsonNode object) {
    return new ObjectStore.Key(resource, text(object, "namespace"), name(object));
  }

  /** Gives a new object its identity. */
  static void stamp(ObjectNode object, ObjectStore.Key key, String uid, String now) {
    ObjectNode metadata = edit(object);
    place(metadata, key);
    metadata.put("uid", uid);
    metadata.put("creationTimestamp", now);
    metadata.put("generation", 1);
    metadata.remove(RESOURCE_VERSION);
  }

  /** Gives a changed object the identity it had; a changed spec raises the generation. */
  static void carryOver(ObjectNode object, ObjectStore.Key key, ObjectNode before) {
    ObjectNode metadata = edit(object);
    JsonNode was = before.path("metadata");
    place(metadata, key);
    for (String kept : KEPT) {
      metadata.set(kept, was.get(kept));
    }
    if (!object.path("spec").equals(before.path("spec"))) {
      metadata.put("generation", was.path("generation").asInt() + 1);
    }
  }

  private static void place(ObjectNode metadata, ObjectStore.Key key) {
    metadata.put("name", key.name());
    if (key.namespace().isEmpty()) {
      metadata.remove("namespace");
    } else {
      metadata.put("namespace", key.namespace());
    }
  }
}
