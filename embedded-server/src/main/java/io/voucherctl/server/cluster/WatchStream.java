package io.voucherctl.server.cluster;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voucherctl.server.cluster.ObjectStore.Change;
import io.voucherctl.server.cluster.ObjectStore.ChangeType;
import io.voucherctl.server.cluster.ObjectStore.Past;
import io.voucherctl.server.http.Response;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One running watch: a line of JSON for each change. It pulls changes from the store's window when
 * the client can take them, so a slow client costs no memory; one that falls behind the window is
 * told so (410) and let go.
 */
final class WatchStream implements Response.BodyWriter {
  /**
   * What a client asked for.
   *
   * @param since the revision after which changes are told; empty for now
   * @param initial tells first, as ADDED, what is there now
   * @param markInitialEnd tells with a bookmark that this was all
   */
  record Plan(
      ResourceType type,
      @Nullable String namespace,
      Selection selection,
      OptionalLong since,
      boolean initial,
      boolean markInitialEnd,
      boolean bookmarks,
      Duration timeout) {}

  private static final int BATCH = 128;
  private static final int CHUNK_BYTES = 64 << 10;
  private static final long BOOKMARK_NANOS = Duration.ofMinutes(1).toNanos();

  private final ObjectStore store;
  private final LongSupplier nanos;
  private final Streams streams;
  private final Plan plan;
  private final ByteArrayOutputStream pending = new ByteArrayOutputStream();

  WatchStream(ObjectStore store, LongSupplier nanos, Streams streams, Plan plan) {
    this.store = store;
    this.nanos = nanos;
    this.streams = streams;
    this.plan = plan;
  }

  @Override
  public void write(Response.BodySink sink) throws Exception {
    try (Streams.Place place = streams.enter(sink);
        ObjectStore.Watch _ =
            store.watch(
                plan.type().plural(), plan.namespace(), store.revision(), _ -> place.wake())) {
      run(sink, place, start(sink));
    } catch (StatusException e) {
      event("ERROR", e.status());
      flush(sink);
    }
  }

  /** Tells what is there, if so asked; returns the revision to go on from. */
  private long start(Response.BodySink sink) throws InterruptedException {
    if (plan.since().isPresent()) {
      return plan.since().getAsLong();
    }
    ObjectStore.Listing now = store.snapshot(plan.type().plural(), plan.namespace(), -1);
    boolean there = true;
    for (ObjectNode object : plan.initial() ? now.items() : List.<ObjectNode>of()) {
      if (there && plan.selection().test(object)) {
        event("ADDED", object);
        there = pending.size() < CHUNK_BYTES || flush(sink);
      }
    }
    if (plan.markInitialEnd()) {
      bookmark(now.revision(), true);
    }
    return now.revision();
  }

  private void run(Response.BodySink sink, Streams.Place place, long since)
      throws InterruptedException {
    long deadline = nanos.getAsLong() + plan.timeout().toNanos();
    long bookmarkAt = nanos.getAsLong() + BOOKMARK_NANOS;
    long cursor = since;
    while (place.isOpen()) {
      Past past = store.past(plan.type().plural(), plan.namespace(), cursor, BATCH);
      for (Change change : past.changes()) {
        tell(change);
        if (pending.size() >= CHUNK_BYTES && !flush(sink)) {
          return;
        }
      }
      cursor = past.through();
      long now = nanos.getAsLong();
      boolean over = now - deadline >= 0;
      if (plan.bookmarks() && (over || now - bookmarkAt >= 0)) {
        bookmark(cursor, false);
        bookmarkAt = now + BOOKMARK_NANOS;
      }
      if (!flush(sink) || over) {
        return;
      }
      if (past.changes().size() < BATCH) {
        long next = plan.bookmarks() ? Math.min(deadline - now, bookmarkAt - now) : deadline - now;
        place.await(next, TimeUnit.NANOSECONDS);
      }
    }
  }

  /** A change of what is selected is told as an arrival or a departure. */
  private void tell(Change change) {
    ObjectNode before = change.sharedBefore();
    boolean was = before != null && plan.selection().test(before);
    boolean is =
        change.type() != ChangeType.DELETED && plan.selection().test(change.sharedObject());
    if (is) {
      event(was ? "MODIFIED" : "ADDED", change.sharedObject());
    } else if (was && change.type() == ChangeType.DELETED) {
      event("DELETED", change.sharedObject());
    } else if (was && before != null) {
      ObjectNode last = before.deepCopy();
      ObjectMeta.edit(last).put(ObjectMeta.RESOURCE_VERSION, Long.toString(change.revision()));
      event("DELETED", last);
    }
  }

  private void bookmark(long revision, boolean initialEnd) {
    ObjectNode object = Json.object();
    object.put("kind", plan.type().kind());
    object.put("apiVersion", plan.type().apiVersion());
    ObjectNode metadata = object.putObject("metadata");
    metadata.put(ObjectMeta.RESOURCE_VERSION, Long.toString(revision));
    if (initialEnd) {
      metadata.putObject("annotations").put("k8s.io/initial-events-end", "true");
    }
    event("BOOKMARK", object);
  }

  private void event(String type, ObjectNode object) {
    ObjectNode event = Json.object();
    event.put("type", type);
    event.set("object", object);
    pending.writeBytes(Json.bytes(event, false));
    pending.write('\n');
  }

  private boolean flush(Response.BodySink sink) throws InterruptedException {
    if (pending.size() == 0) {
      return true;
    }
    byte[] chunk = pending.toByteArray();
    pending.reset();
    return sink.write(chunk);
  }
}
