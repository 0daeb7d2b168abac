package io.voucherctl.server.cluster.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** The controlling owner of an object: matched by uid, never by name. */
record Owner(String kind, String uid) {
  static Optional<Owner> of(JsonNode object) {
    for (JsonNode reference : object.path("metadata").path("ownerReferences")) {
      if (reference.path("controller").asBoolean(false)) {
        return Optional.of(
            new Owner(reference.path("kind").asText(), reference.path("uid").asText()));
      }
    }
    return Optional.empty();
  }

  static boolean owns(JsonNode owner, JsonNode object) {
    String uid = owner.path("metadata").path("uid").asText();
    return of(object).filter(found -> found.uid().equals(uid)).isPresent();
  }

  /** Makes {@code owner} the controller of {@code object}. */
  static void set(ObjectNode object, String kind, JsonNode owner) {
    object
        .withObjectProperty("metadata")
        .putArray("ownerReferences")
        .addObject()
        .put("apiVersion", "apps/v1")
        .put("kind", kind)
        .put("name", owner.path("metadata").path("name").asText())
        .put("uid", owner.path("metadata").path("uid").asText())
        .put("controller", true)
        .put("blockOwnerDeletion", true);
  }
}
