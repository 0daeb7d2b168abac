package io.voucherctl.server.cluster;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * Deletes as Kubernetes does: a pod on a node gets its grace first and goes when its kubelet says
 * so, an object with finalizers when the last of them is gone, a namespace when it is empty;
 * everything else at once.
 */
final class Deletion {
  /** The object as it was last, or as it stays until it goes. */
  record Outcome(ObjectNode object, boolean gone) {}

  private static final int ATTEMPTS = 8;
  private static final Set<String> ENDED = Set.of("Succeeded", "Failed");

  private final ObjectStore store;

  Deletion(ObjectStore store) {
    this.store = store;
  }

  Outcome delete(ResourceType type, ObjectStore.Key key, DeleteOptions options) {
    for (int attempt = 1; ; attempt++) {
      ObjectNode current =
          store.find(key).orElseThrow(() -> StatusException.notFound(key.resource(), key.name()));
      requirePreconditions(key, current, options);
      try {
        return attempt(type, key, current, options);
      } catch (StatusException e) {
        if (!e.reason().equals("Conflict") || attempt == ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  private Outcome attempt(
      ResourceType type, ObjectStore.Key key, ObjectNode current, DeleteOptions options) {
    long grace = grace(type, current, options);
    boolean waits = grace > 0 || ObjectMeta.hasFinalizers(current) || type.isNamespace();
    if (type.isNamespace() && key.name().equals(Namespaces.DEFAULT)) {
      throw StatusException.forbidden(
          key.resource(), key.name(), "this namespace may not be deleted");
    }
    if (options.dryRun()) {
      return new Outcome(current, !waits);
    }
    if (options.orphan()) {
      orphan(ObjectMeta.uid(current), key.namespace());
    }
    if (!waits) {
      return new Outcome(
          store.delete(key, ObjectMeta.resourceVersion(current)).orElse(current), true);
    }
    ObjectNode marked = marked(type, current, grace);
    return new Outcome(marked.equals(current) ? current : store.replace(key, marked), false);
  }

  private ObjectNode marked(ResourceType type, ObjectNode current, long grace) {
    ObjectNode marked = current.deepCopy();
    ObjectNode metadata = ObjectMeta.edit(marked);
    boolean again = ObjectMeta.isBeingDeleted(current);
    // A second delete may shorten the wait, never prolong it.
    if (!again || grace < metadata.path(ObjectMeta.GRACE_SECONDS).asLong()) {
      Instant since =
          again
              ? Instant.parse(ObjectMeta.text(current, ObjectMeta.DELETION_TIMESTAMP))
                  .minusSeconds(metadata.path(ObjectMeta.GRACE_SECONDS).asLong())
              : store.now();
      metadata.put(ObjectMeta.DELETION_TIMESTAMP, since.plusSeconds(grace).toString());
      metadata.put(ObjectMeta.GRACE_SECONDS, grace);
    }
    if (type.isNamespace()) {
      marked.withObjectProperty("status").put("phase", "Terminating");
    }
    return Json.canonical(marked);
  }

  /** Seconds that a pod is given; 0 for what does not run. */
  private static long grace(ResourceType type, ObjectNode current, DeleteOptions options) {
    boolean runs =
        type.isPod()
            && !current.path("spec").path("nodeName").asText("").isEmpty()
            && !ENDED.contains(current.path("status").path("phase").asText());
    if (!runs) {
      return 0;
    }
    long own = current.path("spec").path("terminationGracePeriodSeconds").asLong(30);
    return options.graceSeconds().orElse(own);
  }

  private static void requirePreconditions(
      ObjectStore.Key key, ObjectNode current, DeleteOptions options) {
    require(key, "UID", options.uid(), ObjectMeta.uid(current));
    require(key, "ResourceVersion", options.resourceVersion(), ObjectMeta.resourceVersion(current));
  }

  private static void require(ObjectStore.Key key, String what, String expected, String found) {
    if (!expected.isEmpty() && !expected.equals(found)) {
      throw StatusException.conflict(
          key.resource(),
          key.name(),
          "Precondition failed: "
              + what
              + " in precondition: "
              + expected
              + ", "
              + what
              + " in object meta: "
              + found);
    }
  }

  /** Takes an owner's name off everything it owns. */
  void orphan(String uid, String namespace) {
    for (ObjectStore.Key key : Ownership.ownedBy(store, uid, namespace)) {
      store.edit(
          key,
          object -> {
            ArrayNode left = Json.array();
            for (var reference : object.path("metadata").path("ownerReferences")) {
              if (!reference.path("uid").asText().equals(uid)) {
                left.add(reference);
              }
            }
            ObjectMeta.edit(object).set("ownerReferences", left);
            return object;
          });
    }
  }

  /** Deletes all of these, as far as they are still there. */
  void deleteAll(ResourceType type, List<ObjectStore.Key> keys, DeleteOptions options) {
    for (ObjectStore.Key key : keys) {
      try {
        delete(type, key, options);
      } catch (StatusException e) {
        if (!e.reason().equals("NotFound")) {
          throw e;
        }
      }
    }
  }
}
