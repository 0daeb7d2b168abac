package io.voucherctl.server.cluster;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;

/** Creates and changes objects on a client's behalf, under the rules that hold for clients. */
final class ObjectWrites {
  /** Which part of an object a client sees and changes. */
  enum View {
    WHOLE,
    STATUS,
    SCALE
  }

  private static final int ATTEMPTS = 8;
  private static final int MAX_GENERATED_BASE = 58;
  private static final int SUFFIX = 5;

  /** No vowels, and nothing that looks like something else: as Kubernetes names pods. */
  private static final String SUFFIX_LETTERS = "bcdfghjklmnpqrstvwxz2456789";

  private final ObjectStore store;
  private final RandomGenerator random;

  ObjectWrites(ObjectStore store, RandomGenerator random) {
    this.store = store;
    this.random = random;
  }

  ObjectNode create(ResourceType type, String namespace, ObjectNode document, boolean dryRun) {
    ObjectNode object = Incoming.fresh(type, document);
    ObjectNode metadata = ObjectMeta.edit(object);
    String said = ObjectMeta.text(object, "namespace");
    if (!said.isEmpty() && !said.equals(namespace)) {
      throw StatusException.badRequest(
          "the namespace of the provided object does not match the namespace sent on the request");
    }
    if (type.namespaced()) {
      metadata.put("namespace", namespace);
      Namespaces.requireOpen(store, namespace, type, ObjectMeta.name(object));
    }
    String base = ObjectMeta.text(object, "generateName");
    boolean generated = ObjectMeta.name(object).isEmpty() && !base.isEmpty();
    for (int attempt = 1; ; attempt++) {
      if (generated) {
        metadata.put("name", generatedName(base));
      }
      Rules.require(type, object);
      ObjectStore.Key key = new ObjectStore.Key(type.plural(), namespace, ObjectMeta.name(object));
      try {
        return store.create(key, object, dryRun);
      } catch (StatusException e) {
        if (!generated || !e.reason().equals("AlreadyExists") || attempt == ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  /**
   * Changes one view of an object. {@code edit} gets a copy of what the client sees and may be
   * called again when somebody else wrote meanwhile.
   */
  ObjectNode update(
      ResourceType type,
      ObjectStore.Key key,
      View view,
      UnaryOperator<ObjectNode> edit,
      boolean dryRun) {
    for (int attempt = 1; ; attempt++) {
      ObjectNode current =
          store.find(key).orElseThrow(() -> StatusException.notFound(key.resource(), key.name()));
      ObjectNode changed = changed(type, view, current, edit);
      try {
        ObjectNode stored = store.replace(key, changed, dryRun);
        if (!dryRun) {
          finishDeletion(type, key, current, stored);
        }
        return view == View.SCALE ? ScaleView.of(stored) : stored;
      } catch (StatusException e) {
        if (!e.reason().equals("Conflict") || attempt == ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  private ObjectNode changed(
      ResourceType type, View view, ObjectNode current, UnaryOperator<ObjectNode> edit) {
    ObjectNode proposed =
        view == View.SCALE
            ? ScaleView.applyTo(current, type, edit.apply(ScaleView.of(current)))
            : edit.apply(current.deepCopy());
    ObjectNode object = Incoming.changed(type, proposed, current);
    String expected = ObjectMeta.resourceVersion(object);
    if (!expected.isEmpty() && !expected.equals(ObjectMeta.resourceVersion(current))) {
      throw StatusException.conflict(type.plural(), ObjectMeta.name(current));
    }
    ObjectNode changed = isolate(type, view, object, current);
    ObjectMeta.edit(changed).put(ObjectMeta.RESOURCE_VERSION, ObjectMeta.resourceVersion(current));
    Rules.require(type, changed);
    Immutable.require(type, current, changed);
    ObjectStore.Key key = ObjectMeta.key(type.plural(), current);
    store.requireRoom(key, Json.weight(changed) - Json.weight(current));
    return changed;
  }

  /** A write to the object leaves its status alone, a write to the status everything else. */
  private static ObjectNode isolate(
      ResourceType type, View view, ObjectNode object, ObjectNode current) {
    if (view == View.STATUS) {
      ObjectNode kept = current.deepCopy();
      Incoming.copy("status", object, kept);
      return kept;
    }
    if (type.has("status")) {
      Incoming.copy("status", current, object);
    }
    return object;
  }

  /** The last finalizer is gone: so is the object. Pods wait for their kubelet. */
  private void finishDeletion(
      ResourceType type, ObjectStore.Key key, ObjectNode before, ObjectNode stored) {
    boolean released = ObjectMeta.hasFinalizers(before) && !ObjectMeta.hasFinalizers(stored);
    boolean waits = stored.path("metadata").path(ObjectMeta.GRACE_SECONDS).asLong() > 0;
    if (released && ObjectMeta.isBeingDeleted(stored) && !waits && !type.isNamespace()) {
      store.delete(key);
    }
  }

  private String generatedName(String base) {
    StringBuilder name =
        new StringBuilder(base.substring(0, Math.min(base.length(), MAX_GENERATED_BASE)));
    for (int i = 0; i < SUFFIX; i++) {
      name.append(SUFFIX_LETTERS.charAt(random.nextInt(SUFFIX_LETTERS.length())));
    }
    return name.toString();
  }
}
