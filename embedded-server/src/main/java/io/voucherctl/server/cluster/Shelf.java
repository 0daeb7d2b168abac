package io.voucherctl.server.cluster;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Objects in key order and what they weigh together. Not safe for threads. */
final class Shelf {
  private final NavigableMap<ObjectStore.Key, ObjectNode> objects = new TreeMap<>();
  private long weight;

  @Nullable ObjectNode get(ObjectStore.Key key) {
    return objects.get(key);
  }

  void put(ObjectStore.Key key, ObjectNode object) {
    remove(key);
    objects.put(key, object);
    weight += Json.weight(object);
  }

  void remove(ObjectStore.Key key) {
    ObjectNode before = objects.remove(key);
    if (before != null) {
      weight -= Json.weight(before);
    }
  }

  long weight() {
    return weight;
  }

  /** The shelf as it was at a revision that {@code window} still reaches. */
  Shelf asOf(long revision, ChangeWindow window) {
    Shelf past = new Shelf();
    past.objects.putAll(objects);
    window.undo(revision, past.objects);
    return past;
  }

  /** The objects of a resource, in one namespace or ({@code null}) in all. */
  List<ObjectNode> select(String resource, @Nullable String namespace) {
    List<ObjectNode> found = new ArrayList<>();
    ObjectStore.Key from = new ObjectStore.Key(resource, namespace == null ? "" : namespace, "");
    for (var entry : objects.tailMap(from, true).entrySet()) {
      ObjectStore.Key key = entry.getKey();
      boolean beyond = !key.resource().equals(resource);
      if (beyond || (namespace != null && !namespace.equals(key.namespace()))) {
        break;
      }
      found.add(entry.getValue());
    }
    return found;
  }
}
