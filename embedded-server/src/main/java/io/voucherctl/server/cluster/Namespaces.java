package io.voucherctl.server.cluster;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Namespaces: objects of their own, and the condition for objects in them. */
public final class Namespaces {
  static final String DEFAULT = "default";

  private Namespaces() {}

  /** Makes a namespace unless it is there. */
  public static void ensure(ObjectStore store, String name) {
    ObjectNode namespace = Json.object();
    namespace.put("apiVersion", "v1");
    namespace.put("kind", "Namespace");
    namespace.putObject("metadata").putObject("labels").put("kubernetes.io/metadata.name", name);
    namespace.putObject("spec").putArray("finalizers").add("kubernetes");
    namespace.putObject("status").put("phase", "Active");
    if (store.find(key(name)).isEmpty()) {
      try {
        store.create(key(name), namespace);
      } catch (StatusException e) {
        if (!e.reason().equals("AlreadyExists")) {
          throw e;
        }
      }
    }
  }

  static ObjectStore.Key key(String name) {
    return new ObjectStore.Key(ResourceTable.NAMESPACES, "", name);
  }

  static boolean isTerminating(ObjectStore store, String name) {
    return store.find(key(name)).filter(ObjectMeta::isBeingDeleted).isPresent();
  }

  /** Refuses a new object in a namespace that is not there (404) or on its way out (403). */
  static void requireOpen(ObjectStore store, String name, ResourceType type, String object) {
    ObjectNode namespace =
        store
            .find(key(name))
            .orElseThrow(() -> StatusException.notFound(ResourceTable.NAMESPACES, name));
    if (ObjectMeta.isBeingDeleted(namespace)) {
      throw StatusException.forbidden(
          type.plural(),
          object,
          "unable to create new content in namespace " + name + " because it is being terminated");
    }
  }
}
