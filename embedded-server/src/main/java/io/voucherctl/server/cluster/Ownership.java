package io.voucherctl.server.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who owns whom, by {@code ownerReferences}. */
final class Ownership {
  private Ownership() {}

  /** What an owner of a namespace owns there; a cluster-scoped owner owns anywhere. */
  static List<ObjectStore.Key> ownedBy(ObjectStore store, String uid, String namespace) {
    @Nullable String where = namespace.isEmpty() ? null : namespace;
    List<ObjectStore.Key> owned = new ArrayList<>();
    for (ResourceType type : ResourceTable.ALL) {
      for (ObjectNode object : store.snapshot(type.plural(), where, -1).items()) {
        for (JsonNode reference : references(object)) {
          if (reference.path("uid").asText().equals(uid)) {
            owned.add(ObjectMeta.key(type.plural(), object));
            break;
          }
        }
      }
    }
    return owned;
  }

  /** Whether an object says it has owners, and all of them are known to be gone. */
  static boolean isAbandoned(ObjectStore store, ObjectNode object) {
    JsonNode references = references(object);
    for (JsonNode reference : references) {
      if (isThere(store, reference, ObjectMeta.text(object, "namespace"))) {
        return false;
      }
    }
    return !references.isEmpty();
  }

  private static boolean isThere(ObjectStore store, JsonNode reference, String namespace) {
    ResourceType type =
        ResourceTable.ofKind(reference.path("apiVersion").asText(), reference.path("kind").asText())
            .orElse(null);
    if (type == null) {
      return true; // not ours to know, so not ours to delete for
    }
    ObjectStore.Key key =
        new ObjectStore.Key(
            type.plural(), type.namespaced() ? namespace : "", reference.path("name").asText());
    return store
        .find(key)
        .filter(owner -> ObjectMeta.uid(owner).equals(reference.path("uid").asText()))
        .isPresent();
  }

  private static JsonNode references(ObjectNode object) {
    return object.path("metadata").path("ownerReferences");
  }
}
