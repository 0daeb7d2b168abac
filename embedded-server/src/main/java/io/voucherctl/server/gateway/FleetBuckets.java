package io.voucherctl.server.gateway;

import io.voucherctl.server.quota.RateLimit;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The buckets that all gateways of a fleet take their tokens from. Safe for all threads, and no
 * method but {@link #close} blocks.
 */
public interface FleetBuckets extends AutoCloseable {

  /**
   * What became of one request.
   *
   * @param refused the place of the bucket that had no token; -1 when each had one
   * @param left tokens that each bucket has left, in order; empty when one refused
   * @param nanosToWait until the bucket that refused has a token
   */
  record Taken(int refused, List<Long> left, long nanosToWait) {
    public static final int NONE = -1;

    public Taken {
      left = List.copyOf(left);
    }

    public static Taken all(Long... left) {
      return new Taken(NONE, List.of(left), 0);
    }

    public static Taken refused(int at, long nanosToWait) {
      return new Taken(at, List.of(), nanosToWait);
    }
  }

  /**
   * How a bucket is.
   *
   * @param remaining tokens
   * @param nanosToWait until it has one; 0 when it has
   */
  record Room(long remaining, long nanosToWait) {}

  /**
   * How the buckets are.
   *
   * @param kind what keeps them, such as {@code redis}
   * @param up whether they are asked
   * @param since when that came to be
   * @param timeouts requests they left without an answer in time
   * @param errors requests they answered with an error, or not at all
   * @param lastFailure in a word or two; null before the first
   */
  record Health(
      String kind,
      boolean up,
      Instant since,
      long timeouts,
      long errors,
      @Nullable String lastFailure) {}

  /** Whether it makes sense to ask. */
  boolean up();

  /**
   * Takes a token from each of these buckets in order. When one has none, those before get theirs
   * back. Completes in bounded time, exceptionally when there is no answer.
   *
   * @param keys at least one; each has a limit with a rate above 0 in force
   */
  CompletableFuture<Taken> take(List<FleetKey> keys);

  /**
   * How each of these buckets is now, in order; takes nothing. Completes like {@link #take}.
   *
   * @param keys like those of {@link #take}
   */
  CompletableFuture<List<Room>> look(List<FleetKey> keys);

  /**
   * Puts limits in force, all there are. What a bucket keeps under another limit is the rule of
   * {@link TokenBucket#under}. One caller at a time, in the order of the edits.
   */
  void put(Map<FleetKey, RateLimit> limits);

  Health health();

  @Override
  void close();
}
