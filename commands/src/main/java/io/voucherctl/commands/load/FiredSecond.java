package io.voucherctl.commands.load;

import java.util.Arrays;

/**
 * The samples of the requests that were fired in one second of the measured time, as they came in.
 * A sample is a key and a time; to append one costs the sending thread next to nothing, and the
 * histograms are made elsewhere. The sending thread fills it, then hands it over for good.
 */
final class FiredSecond {
  static final long NANOS = 1_000_000_000L;

  private static final int TIME_BITS = 40;
  private static final long TIME_MASK = (1L << TIME_BITS) - 1;

  private long index;
  private long toNanos;
  private int outstanding;
  private long[] samples = new long[256];
  private int count;
  private final int[] dropped;

  /** Keys are below {@code keys}. */
  FiredSecond(int keys) {
    this.dropped = new int[keys];
  }

  /** Makes it the given second, empty. */
  FiredSecond restart(long second) {
    index = second;
    toNanos = (second + 1) * NANOS;
    outstanding = 0;
    count = 0;
    Arrays.fill(dropped, 0);
    return this;
  }

  long fromNanos() {
    return index * NANOS;
  }

  long toNanos() {
    return toNanos;
  }

  /** The last second of a run may be a shorter or, with late requests, a fuller one. */
  void endAt(long nanos) {
    toNanos = Math.max(fromNanos() + 1, nanos);
  }

  void fired() {
    outstanding++;
  }

  void ended(int key, long nanos) {
    outstanding--;
    if (count == samples.length) {
      samples = Arrays.copyOf(samples, 2 * count);
    }
    samples[count++] = ((long) key << TIME_BITS) | (nanos & TIME_MASK);
  }

  /** A request ends without a sample. */
  void abandoned() {
    outstanding--;
  }

  void dropped(int key) {
    dropped[key]++;
  }

  boolean isComplete() {
    return outstanding == 0;
  }

  int count() {
    return count;
  }

  int key(int sample) {
    return (int) (samples[sample] >>> TIME_BITS);
  }

  long nanos(int sample) {
    return samples[sample] & TIME_MASK;
  }

  int droppedOf(int key) {
    return dropped[key];
  }
}
