package io.voucherctl.server.cluster;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The cluster's objects in memory, under one revision counter that every write raises by one. What
 * goes in and comes out is a copy, so nobody changes a stored object from outside. Safe for any
 * number of threads. Watchers are told inside the write, in revision order, and must not block;
 * they may write themselves, which is told after what they are being told.
 */
public final class ObjectStore {
  /** Changes kept for watches that start in the past; older ones are Expired (410). */
  static final int WINDOW = 4_096;

  /** Weight (about bytes) of the changes kept, whatever their number. */
  static final long WINDOW_WEIGHT = 32L << 20;

  /** Weight (about bytes) of all objects; nothing is created beyond it. */
  static final long CAPACITY = 64L << 20;

  /**
   * Where an object lives. {@code resource} is the plural, such as {@code pods}; {@code namespace}
   * is empty for what lives in none.
   */
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
   * Each call of an accessor copies.
   */
  public record Change(
      ChangeType type, Key key, ObjectNode object, @Nullable ObjectNode before, long revision) {
    @Override
    public ObjectNode object() {
      return object.deepCopy();
    }

    @Override
    public @Nullable ObjectNode before() {
      return before == null ? null : before.deepCopy();
    }

    /** The object itself: to be read only. */
    ObjectNode sharedObject() {
      return object;
    }

    /** The object before, itself: to be read only. */
    @Nullable ObjectNode sharedBefore() {
      return before;
    }
  }

  /** What was there at one revision, in key order. */
  public record Listing(List<ObjectNode> items, long revision) {}

  /** Past changes, and the revision up to which nothing was left out. */
  record Past(List<Change> changes, long through) {}

  /** A running watch; closing it stops the calls. */
  public interface Watch extends AutoCloseable {
    @Override
    void close();
  }

  private final InstantSource clock;
  private final Supplier<String> uids;
  private final Shelf objects = new Shelf();
  private final ChangeWindow window = new ChangeWindow(WINDOW, WINDOW_WEIGHT);
  private final Watchers watchers = new Watchers();
  private long revision;

  public ObjectStore(InstantSource clock) {
    this(clock, () -> UUID.randomUUID().toString());
  }

  ObjectStore(InstantSource clock, Supplier<String> uids) {
    this.clock = clock;
    this.uids = uids;
  }

  /** Stores a new object; sets uid, creationTimestamp, generation and resourceVersion. */
  public ObjectNode create(Key key, ObjectNode object) {
    return create(key, object, false);
  }

  /** As {@link #create(Key, ObjectNode)}; a dry run answers what would be, and writes nothing. */
  synchronized ObjectNode create(Key key, ObjectNode object, boolean dryRun) {
    if (objects.get(key) != null) {
      throw StatusException.alreadyExists(key.resource(), key.name());
    }
    ObjectNode stored = Json.canonical(object);
    requireRoom(key, Json.weight(stored));
    ObjectMeta.stamp(stored, key, uids.get(), now().toString());
    return dryRun ? stored : commit(ChangeType.ADDED, key, stored, null);
  }

  public synchronized Optional<ObjectNode> find(Key key) {
    return Optional.ofNullable(objects.get(key)).map(ObjectNode::deepCopy);
  }

  /** All objects of a resource, in one namespace or ({@code null}) in all. */
  public Listing list(String resource, @Nullable String namespace) {
    Listing shared = snapshot(resource, namespace, -1);
    return new Listing(
        shared.items().stream().map(ObjectNode::deepCopy).toList(), shared.revision());
  }

  /**
   * The same at a past revision, or now ({@code -1}), without copying: to be read only.
   *
   * @throws StatusException Expired (410) when the revision is out of the window
   */
  synchronized Listing snapshot(String resource, @Nullable String namespace, long at) {
    Shelf state = objects;
    if (at >= 0 && at != revision) {
      window.require(at);
      state = objects.asOf(at, window);
    }
    return new Listing(List.copyOf(state.select(resource, namespace)), at < 0 ? revision : at);
  }

  /**
   * Replaces an object. A {@code metadata.resourceVersion} in it must be the stored one, else
   * Conflict. A write that changes nothing keeps the revision; one that changes the spec raises the
   * generation.
   */
  public ObjectNode replace(Key key, ObjectNode object) {
    return replace(key, object, false);
  }

  /** As {@link #replace(Key, ObjectNode)}; a dry run answers what would be, and writes nothing. */
  synchronized ObjectNode replace(Key key, ObjectNode object, boolean dryRun) {
    ObjectNode before = objects.get(key);
    if (before == null) {
      throw StatusException.notFound(key.resource(), key.name());
    }
    ObjectNode stored = Json.canonical(object);
    String expected = ObjectMeta.resourceVersion(stored);
    if (!expected.isEmpty() && !expected.equals(ObjectMeta.resourceVersion(before))) {
      throw StatusException.conflict(key.resource(), key.name());
    }
    ObjectMeta.carryOver(stored, key, before);
    if (stored.equals(before)) {
      return stored;
    }
    return dryRun ? stored : commit(ChangeType.MODIFIED, key, stored, before);
  }

  /** Reads, changes and writes in one step: what controllers use. Empty when it is gone. */
  public synchronized Optional<ObjectNode> edit(Key key, UnaryOperator<ObjectNode> change) {
    return find(key).map(object -> replace(key, change.apply(object)));
  }

  /** Removes an object and returns it as it was last; empty when it was not there. */
  public synchronized Optional<ObjectNode> delete(Key key) {
    ObjectNode before = objects.get(key);
    return before == null
        ? Optional.empty()
        : Optional.of(commit(ChangeType.DELETED, key, before.deepCopy(), before));
  }

  /** As {@link #delete(Key)}, but Conflict unless the object is still at a resourceVersion. */
  synchronized Optional<ObjectNode> delete(Key key, String resourceVersion) {
    ObjectNode before = objects.get(key);
    if (before != null && !ObjectMeta.resourceVersion(before).equals(resourceVersion)) {
      throw StatusException.conflict(key.resource(), key.name());
    }
    return delete(key);
  }

  /**
   * Every change after {@code since}: first the past ones, then each new one as it is written.
   *
   * @throws StatusException Expired (410) when {@code since} is older than the window
   */
  public synchronized Watch watch(
      String resource, @Nullable String namespace, long since, Consumer<Change> consumer) {
    window.require(since);
    return watchers.add(resource, namespace, since, consumer, window);
  }

  /** At most {@code max} changes after {@code since} of one resource, for watches that pull. */
  synchronized Past past(String resource, @Nullable String namespace, long since, int max) {
    window.require(since);
    List<Change> found = new ArrayList<>();
    for (long at = since + 1; at <= revision; at++) {
      Change change = window.at(at);
      if (Watchers.concerns(change, resource, namespace)) {
        found.add(change);
        if (found.size() == max) {
          return new Past(found, at);
        }
      }
    }
    return new Past(found, revision);
  }

  public synchronized long revision() {
    return revision;
  }

  /** Refuses (403) what would grow the store beyond its capacity. */
  synchronized void requireRoom(Key key, long more) {
    if (more > 0 && objects.weight() + more > CAPACITY) {
      throw StatusException.forbidden(
          key.resource(), key.name(), "the cluster's store is full: " + CAPACITY + " bytes");
    }
  }

  /** The cluster's time, to the second, as Kubernetes writes it. */
  Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.SECONDS);
  }

  private ObjectNode commit(
      ChangeType type, Key key, ObjectNode stored, @Nullable ObjectNode before) {
    revision++;
    ObjectMeta.edit(stored).put(ObjectMeta.RESOURCE_VERSION, Long.toString(revision));
    if (type == ChangeType.DELETED) {
      objects.remove(key);
    } else {
      objects.put(key, stored);
    }
    Change change = new Change(type, key, stored, before, revision);
    window.add(change);
    watchers.tell(change);
    return stored.deepCopy();
  }
}
