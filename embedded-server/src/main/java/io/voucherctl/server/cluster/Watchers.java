package io.voucherctl.server.cluster;

import io.voucherctl.server.cluster.ObjectStore.Change;
import io.voucherctl.server.cluster.ObjectStore.Watch;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells watchers of changes, one change at a time and in order, also when a watcher writes while it
 * is told. Guarded by the store's lock; only closing a watch needs none.
 */
final class Watchers {
  private static final Logger LOG = LoggerFactory.getLogger(Watchers.class);

  private static final class Watcher implements Watch {
    private final String resource;
    private final @Nullable String namespace;
    private final Consumer<Change> consumer;
    private final List<Watcher> all;
    private long told;
    private volatile boolean closed;

    Watcher(
        String resource,
        @Nullable String namespace,
        long told,
        Consumer<Change> consumer,
        List<Watcher> all) {
      this.resource = resource;
      this.namespace = namespace;
      this.told = told;
      this.consumer = consumer;
      this.all = all;
    }

    void tell(Change change) {
      if (closed || change.revision() <= told) {
        return;
      }
      told = change.revision();
      if (concerns(change, resource, namespace)) {
        try {
          consumer.accept(change);
        } catch (RuntimeException e) {
          // The write has happened; one deaf watcher must not undo it for the writer.
          LOG.error("a watcher of {} failed at {}", resource, change.key(), e);
        }
      }
    }

    @Override
    public void close() {
      closed = true;
      all.remove(this);
    }
  }

  private final List<Watcher> watchers = new CopyOnWriteArrayList<>();
  private final Deque<Change> untold = new ArrayDeque<>();
  private boolean telling;

  static boolean concerns(Change change, String resource, @Nullable String namespace) {
    return change.key().resource().equals(resource)
        && (namespace == null || namespace.equals(change.key().namespace()));
  }

  Watch add(
      String resource,
      @Nullable String namespace,
      long since,
      Consumer<Change> consumer,
      ChangeWindow window) {
    Watcher watcher = new Watcher(resource, namespace, since, consumer, watchers);
    window.after(since, watcher::tell);
    watchers.add(watcher);
    return watcher;
  }

  void tell(Change change) {
    untold.addLast(change);
    if (telling) {
      return;
    }
    telling = true;
    try {
      for (Change next = untold.pollFirst(); next != null; next = untold.pollFirst()) {
        for (Watcher watcher : watchers) {
          watcher.tell(next);
        }
      }
    } finally {
      telling = false;
    }
  }
}
