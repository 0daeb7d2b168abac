package io.voucherctl.server.cluster;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voucherctl.server.cluster.ObjectStore.Change;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The latest changes, without a gap: bounded in number and in weight. Revisions follow each other,
 * so a change is found by its revision. Not safe for threads; the store's lock guards it.
 */
final class ChangeWindow {
  private final @Nullable Change[] ring;
  private final long[] weights;
  private final long maxWeight;
  private long oldest = 1; // revision of the oldest change kept; newest + 1 when none is
  private long newest;
  private long weight;

  ChangeWindow(int size, long maxWeight) {
    this.ring = new Change[size];
    this.weights = new long[size];
    this.maxWeight = maxWeight;
  }

  void add(Change change) {
    newest = change.revision();
    if (newest - oldest >= ring.length) {
      forgetOldest();
    }
    ring[slot(newest)] = change;
    weights[slot(newest)] = weight(change);
    weight += weights[slot(newest)];
    while (weight > maxWeight && oldest < newest) {
      forgetOldest();
    }
  }

  /** Refuses a revision whose later changes are not all known any more, or that never was. */
  void require(long since) {
    if (since < oldest - 1 || since > newest) {
      throw StatusException.expired("too old resource version: " + since + " (" + newest + ")");
    }
  }

  /** The changes after a revision, oldest first. */
  void after(long since, Consumer<Change> consumer) {
    for (long revision = Math.max(since + 1, oldest); revision <= newest; revision++) {
      consumer.accept(at(revision));
    }
  }

  /** Takes back, in {@code state}, every change after a revision. */
  void undo(long since, NavigableMap<ObjectStore.Key, ObjectNode> state) {
    for (long revision = newest; revision > since; revision--) {
      Change change = at(revision);
      ObjectNode before = change.sharedBefore();
      if (before == null) {
        state.remove(change.key());
      } else {
        state.put(change.key(), before);
      }
    }
  }

  Change at(long revision) {
    return Objects.requireNonNull(ring[slot(revision)]);
  }

  private static long weight(Change change) {
    ObjectNode before = change.sharedBefore();
    return Json.weight(change.sharedObject()) + (before == null ? 0 : Json.weight(before));
  }

  private void forgetOldest() {
    weight -= weights[slot(oldest)];
    ring[slot(oldest)] = null;
    oldest++;
  }

  private int slot(long revision) {
    return (int) (revision % ring.length);
  }
}
