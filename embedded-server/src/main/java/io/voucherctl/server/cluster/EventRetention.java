package io.voucherctl.server.cluster;

import io.voucherctl.server.cluster.ObjectStore.Change;
import io.voucherctl.server.cluster.ObjectStore.ChangeType;
import io.voucherctl.server.cluster.ObjectStore.Watch;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Forgets Events an hour after their last write, as the API server does, and all but the newest.
 */
final class EventRetention implements AutoCloseable {
  static final Duration TIME_TO_LIVE = Duration.ofHours(1);
  static final int MOST = 2_000;

  private final ObjectStore store;
  private final Map<ObjectStore.Key, Instant> written = new LinkedHashMap<>(); // oldest write first
  private final Watch watch;

  EventRetention(ObjectStore store) {
    this.store = store;
    var there = store.list(ResourceTable.EVENTS, null);
    there.items().forEach(event -> note(ObjectMeta.key(ResourceTable.EVENTS, event)));
    this.watch = store.watch(ResourceTable.EVENTS, null, there.revision(), this::on);
  }

  /** Deletes what is too old by now: for readers after quiet times. */
  void sweep() {
    expired().forEach(store::delete);
  }

  @Override
  public void close() {
    watch.close();
  }

  private void on(Change change) {
    if (change.type() == ChangeType.DELETED) {
      synchronized (written) {
        written.remove(change.key());
      }
    } else {
      note(change.key());
      sweep();
    }
  }

  private void note(ObjectStore.Key key) {
    synchronized (written) {
      written.remove(key);
      written.put(key, store.now());
    }
  }

  /** Collected under this object's lock, deleted outside of it: the store's lock comes first. */
  private List<ObjectStore.Key> expired() {
    Instant horizon = store.now().minus(TIME_TO_LIVE);
    List<ObjectStore.Key> expired = new ArrayList<>();
    synchronized (written) {
      int surplus = written.size() - MOST;
      for (var entry : written.entrySet()) {
        if (expired.size() >= surplus && entry.getValue().isAfter(horizon)) {
          break;
        }
        expired.add(entry.getKey());
      }
    }
    return expired;
  }
}
