package io.voucherctl.server.gateway;

import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;

/**
 * Ids that tell one refusal from another. They are no secrets, so that a flood need not pay for
 * random bytes: a counter from a random place on, mixed as SplitMix64 does (Steele, Lea, Flood:
 * Fast splittable pseudorandom number generators, 2014), which makes no two alike. Safe for all
 * threads.
 */
final class RequestIds {
  /** Hex digits of an id: 16 of the mixed counter, 2 that stand for this gateway. */
  static final int DIGITS = 18;

  private static final long STEP = 0x9E3779B97F4A7C15L;
  private static final byte[] HEX = {
    '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'
  };

  private final AtomicLong next;
  private final long gateway;

  RequestIds(RandomGenerator random) {
    next = new AtomicLong(random.nextLong());
    gateway = random.nextLong();
  }

  /** Writes the digits of a fresh id in ASCII. */
  void write(byte[] to, int from) {
    digits(mixed(next.getAndAdd(STEP)), to, from, 16);
    digits(gateway, to, from + 16, DIGITS - 16);
  }

  private static void digits(long number, byte[] to, int from, int count) {
    for (int i = 0; i < count; i++) {
      to[from + i] = HEX[(int) (number >>> (4 * (count - 1 - i))) & 15];
    }
  }

  private static long mixed(long number) {
    long once = (number ^ (number >>> 30)) * 0xBF58476D1CE4E5B9L;
    long twice = (once ^ (once >>> 27)) * 0x94D049BB133111EBL;
    return twice ^ (twice >>> 31);
  }
}
