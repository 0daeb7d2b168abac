package io.voucherctl.server.cluster;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The cluster's objects in memory, under one revision counter that every write raises by one. What
 * goes in and comes out is a copy, so nobody changes a stored object from outside. Safe for any
 * number of threads; watchers are told inside the write, in revision order, and must not block.
 */
public final class ObjectStore {
  /** Changes kept for watches that start in the past; older ones are Expired (410). */
  static final int WINDOW = 4_096;

  /** Where an object lives. {@code resource} is the plural, such as {@code pods}. */
  public record Key(String resource, String namespace, String name) implements Comparable<Key> {
    @Override
    public int compareTo(Key other) {
      int byResource = resource.compareTo(other.resource);
      int byNamespace = byResource != 0 ? byResource : namespace.compareTo(other.namespace);
      return byNamespace != 0 ? byNamespace : name.compareTo(other.name);
    }
  }

  public enum ChangeType {
    ADDED,
    MODIFIED,
    DELETED
  }

  /**
   * One write: the object after it (for DELETED, as it was last) and before it, if it was there.
   */
  public record Change(
      ChangeType type, Key key, ObjectNode object, @Nullable ObjectNode before, long revision) {}

  /** What was there at one revision, in key order. */
  public record Listing(List<ObjectNode> items, long revision) {}

  /** A running watch; closing it stops the calls. */
  public interface Watch extends AutoCloseable {
    @Override
    void close();
  }

  private record Watcher(String resource, @Nullable String namespace, Consumer<Change> consumer) {
    boolean wants(Change change) {
      return change.key().resource().equals(resource)
          && (namespace == null || namespace.equals(change.key().namespace()));
    }
  }

  private final InstantSource clock;
  private final NavigableMap<Key, ObjectNode> objects = new TreeMap<>();
  private final Deque<Change> window = new ArrayDeque<>();
  private final List<Watcher> watchers = new CopyOnWriteArrayList<>();
  private long revision;

  public ObjectStore(InstantSource clock) {
    this.clock = clock;
  }

  /** Stores a new object; sets uid, creationTimestamp, generation and resourceVersion. */
  public synchronized ObjectNode create(Key key, ObjectNode object) {
    if (objects.containsKey(key)) {
      throw StatusException.alreadyExists(key.resource(), key.name());
    }
    ObjectNode stored = object.deepCopy();
    ObjectNode metadata = metadata(stored);
    metadata.put("name", key.name());
    metadata.put("namespace", key.namespace());
    metadata.put("uid", UUID.randomUUID().toString());
    metadata.put("creationTimestamp", clock.instant().truncatedTo(ChronoUnit.SECONDS).toString());
    metadata.put("generation", 1L);
    return commit(ChangeType.ADDED, key, stored, null);
  }

  public synchronized Optional<ObjectNode> find(Key key) {
    return Optional.ofNullable(objects.get(key)).map(ObjectNode::deepCopy);
  }

  /** All objects of a resource, in one namespace or ({@code null}) in all. */
  public synchronized Listing list(String resource, @Nullable String namespace) {
    List<ObjectNode> items = new ArrayList<>();
    objects.forEach((key, object) -> {
      if (key.resource().equals(resource)
          && (namespace == null || namespace.equals(key.namespace()))) {
        items.add(object.deepCopy());
      }
    });
    return new Listing(items, revision);
  }

  /**
   * Replaces an object. A {@code metadata.resourceVersion} in it must be the stored one, else
   * Conflict. A write that changes nothing keeps the revision; one that changes the spec raises the
   * generation.
   */
  public synchronized ObjectNode replace(Key key, ObjectNode object) {
    ObjectNode before = objects.get(key);
    if (before == null) {
      throw StatusException.notFound(key.resource(), key.name());
    }
    ObjectNode stored = object.deepCopy();
    ObjectNode metadata = metadata(stored);
    ObjectNode was = metadata(before);
    String expected = metadata.path("resourceVersion").asText("");
    if (!expected.isEmpty() && !expected.equals(was.path("resourceVersion").asText())) {
      throw StatusException.conflict(key.resource(), key.name());
    }
    for (String kept : List.of("name", "namespace", "uid", "creationTimestamp", "generation")) {
      metadata.set(kept, was.get(kept));
    }
    metadata.set("resourceVersion", was.get("resourceVersion"));
    if (stored.equals(before)) {
      return stored;
    }
    if (!stored.path("spec").equals(before.path("spec"))) {
      metadata.put("generation", was.path("generation").asLong() + 1);
    }
    return commit(ChangeType.MODIFIED, key, stored, before);
  }

  /** Reads, changes and writes in one step: what controllers use. Empty when it is gone. */
  public synchronized Optional<ObjectNode> edit(Key key, UnaryOperator<ObjectNode> change) {
    return find(key).map(object -> replace(key, change.apply(object)));
  }

  /** Removes an object and returns it as it was last; empty when it was not there. */
  public synchronized Optional<ObjectNode> delete(Key key) {
    ObjectNode before = objects.get(key);
    if (before == null) {
      return Optional.empty();
    }
    ObjectNode last = commit(ChangeType.DELETED, key, before.deepCopy(), before);
    objects.remove(key);
    return Optional.of(last);
  }

  /**
   * Every change after {@code since}: first the past ones, then each new one as it is written.
   *
   * @throws StatusException Expired (410) when {@code since} is older than the window
   */
  public synchronized Watch watch(
      String resource, @Nullable String namespace, long since, Consumer<Change> consumer) {
    boolean complete =
        window.isEmpty() ? since >= revision : since >= window.getFirst().revision() - 1;
    if (!complete) {
      throw new StatusException(
          410, "Expired", "too old resource version: " + since + " (" + revision + ")");
    }
    Watcher watcher = new Watcher(resource, namespace, consumer);
    window.stream()
        .filter(change -> change.revision() > since && watcher.wants(change))
        .forEach(consumer);
    watchers.add(watcher);
    return () -> watchers.remove(watcher);
  }

  public synchronized long revision() {
    return revision;
  }

  private ObjectNode commit(
      ChangeType type, Key key, ObjectNode stored, @Nullable ObjectNode before) {
    revision++;
    metadata(stored).put("resourceVersion", Long.toString(revision));
    objects.put(key, stored);
    Change change = new Change(type, key, stored.deepCopy(), before, revision);
    window.addLast(change);
    if (window.size() > WINDOW) {
      window.removeFirst();
    }
    watchers.stream()
        .filter(watcher -> watcher.wants(change))
        .forEach(w -> w.consumer().accept(change));
    return stored.deepCopy();
  }

  private static ObjectNode metadata(ObjectNode object) {
    return object.withObjectProperty("metadata");
  }
}
