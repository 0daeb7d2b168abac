package io.voucherctl.commands.load;

import java.util.Arrays;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Requests at a constant rate to a server of known delays, which may stand still for a while: what
 * each one's response time has to be. The delays are the law's own quantiles in a fixed, well mixed
 * order, so that nothing is left to chance.
 *
 * @param perSecond the rate of arrivals
 * @param requests how many of them count
 * @param connections so many requests are with the server at most; the others wait for them
 * @param stall when the server stands still, or null
 */
record KnownLoad(
    DelayLaw law, int perSecond, int requests, int connections, @Nullable Stall stall) {
  /**
   * From {@code from} until {@code to}, in nanoseconds since the first arrival, nothing goes on.
   */
  record Stall(long from, long to) {
    /** When work that begins at a moment is done. */
    double end(double begin, double work) {
      double length = (double) to - from;
      if (begin >= to || begin + work <= from) {
        return begin + work;
      }
      return begin + work + Math.min(length, to - begin);
    }
  }

  /** The delay of the n-th request, from 0, in nanoseconds. */
  double delay(int n) {
    // Multiples of the golden section fill the unit interval evenly, whatever part one looks at.
    long step = Math.round(requests * 0.6180339887498949);
    while (gcd(step, requests) != 1) {
      step++;
    }
    return law.quantile((n * step % requests + 0.5) / requests);
  }

  double arrival(int n) {
    return n * 1e9 / perSecond;
  }

  /**
   * The response time that the {@code rank}-th fastest request must have, from 1. First come, first
   * served by so many connections: each request begins when it is due, or else as soon as one of
   * them is free.
   */
  double[] responseTimes() {
    PriorityQueue<Double> free = new PriorityQueue<>();
    double[] times = new double[requests];
    for (int n = 0; n < requests; n++) {
      double due = arrival(n);
      double begin = free.size() < connections ? due : Math.max(due, free.remove());
      double end = stall == null ? begin + delay(n) : stall.end(begin, delay(n));
      free.add(end);
      times[n] = end - due;
    }
    Arrays.sort(times);
    return times;
  }

  /**
   * The same for as many connections as it takes, in closed form: the share of requests that take
   * no longer than {@code x}. Of those with a delay of d, due evenly over the whole time, the ones
   * due within d before the stall take 3 s longer, and the ones within it d and what is left of it.
   */
  double shareWithin(double x) {
    double whole = requests * 1e9 / perSecond;
    int steps = 4_000;
    double sum = 0;
    for (int i = 0; i < steps; i++) {
      double d = law.quantile((i + 0.5) / steps);
      if (stall == null) {
        sum += x >= d ? 1 : 0;
        continue;
      }
      double length = (double) stall.to() - stall.from();
      double before = x >= d + length ? d : 0;
      double within = Math.clamp(x - d, 0, length);
      double apart = x >= d ? whole - length - d : 0;
      sum += (before + within + apart) / whole;
    }
    return sum / steps;
  }

  /** The response time that a share of the requests does not exceed, from the closed form. */
  double quantile(double share) {
    double low = 0;
    double high = 1e12;
    for (int i = 0; i < 60; i++) {
      double middle = (low + high) / 2;
      if (shareWithin(middle) < share) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return high;
  }

  private static long gcd(long a, long b) {
    return b == 0 ? a : gcd(b, a % b);
  }
}
