package io.voucherctl.server.cluster;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voucherctl.server.cluster.ObjectStore.Change;
import io.voucherctl.server.cluster.ObjectStore.ChangeType;
import io.voucherctl.server.cluster.ObjectStore.Watch;
import java.util.ArrayList;
import java.util.List;

/**
 * Deletes what has lost its owner, and what is in a namespace that is being deleted. Acts on
 * changes as they happen, whoever made them.
 */
final class GarbageCollector implements AutoCloseable {
  private final ObjectStore store;
  private final Deletion deletion;
  private final List<Watch> watches = new ArrayList<>();

  GarbageCollector(ObjectStore store) {
    this.store = store;
    this.deletion = new Deletion(store);
    for (ResourceType type : ResourceTable.ALL) {
      watches.add(store.watch(type.plural(), null, store.revision(), change -> on(type, change)));
    }
  }

  @Override
  public void close() {
    watches.forEach(Watch::close);
  }

  private void on(ResourceType type, Change change) {
    ObjectNode object = change.sharedObject();
    String namespace = change.key().namespace();
    if (change.type() == ChangeType.DELETED) {
      Ownership.ownedBy(store, ObjectMeta.uid(object), namespace).forEach(this::collect);
      finishNamespace(namespace);
    } else if (type.isNamespace() && ObjectMeta.isBeingDeleted(object)) {
      empty(change.key().name());
    } else if (change.type() == ChangeType.ADDED) {
      boolean late = type.namespaced() && Namespaces.isTerminating(store, namespace);
      if (late || Ownership.isAbandoned(store, object)) {
        delete(change.key());
      }
    }
  }

  private void collect(ObjectStore.Key key) {
    if (store.find(key).filter(object -> Ownership.isAbandoned(store, object)).isPresent()) {
      delete(key);
    }
  }

  private void empty(String namespace) {
    for (ResourceType type : ResourceTable.ALL) {
      if (type.namespaced()) {
        for (ObjectNode object : store.snapshot(type.plural(), namespace, -1).items()) {
          delete(ObjectMeta.key(type.plural(), object));
        }
      }
    }
    finishNamespace(namespace);
  }

  private void finishNamespace(String namespace) {
    if (!Namespaces.isTerminating(store, namespace)) {
      return;
    }
    boolean empty =
        ResourceTable.ALL.stream()
            .filter(ResourceType::namespaced)
            .allMatch(type -> store.snapshot(type.plural(), namespace, -1).items().isEmpty());
    if (empty) {
      store.delete(Namespaces.key(namespace));
    }
  }

  private void delete(ObjectStore.Key key) {
    for (ResourceType type : ResourceTable.ALL) {
      if (type.plural().equals(key.resource())) {
        deletion.deleteAll(type, List.of(key), DeleteOptions.PLAIN);
      }
    }
  }
}
