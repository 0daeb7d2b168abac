package io.voucherctl.commands.load;

import io.voucherctl.server.quota.Rate;
import java.util.random.RandomGenerator;

/**
 * When the requests of one tenant are due: nanoseconds since the start of the run, absolute and
 * never decreasing, whatever became of the requests before. One that has ended says {@link
 * Long#MAX_VALUE} for ever; the others are endless, and whoever walks them stops.
 */
@FunctionalInterface
interface ArrivalSchedule {
  long nextNanos();

  /** Requests per second that are planned for a moment since the start. Any thread. */
  default double rateAt(long nanos) {
    return 0;
  }

  /** The n-th (from 0) is due at n / rate: computed from n, so that no error adds up. */
  static ArrivalSchedule constant(Rate rate) {
    requireSome(rate);
    long count = rate.count();
    long period = rate.period().toNanos();
    return new ArrivalSchedule() {
      private long n;

      @Override
      public long nextNanos() {
        // n * period overflows within minutes at high rates per hour; whole periods and the rest
        // do not: rest < count <= 10^9, and so is period % count.
        long whole = n / count;
        long rest = n % count;
        n++;
        return whole * period + rest * (period / count) + rest * (period % count) / count;
      }

      @Override
      public double rateAt(long nanos) {
        return rate.perSecond();
      }
    };
  }

  /** A Poisson process: independent exponential gaps with mean 1 / rate. */
  static ArrivalSchedule poisson(Rate rate, RandomGenerator random) {
    requireSome(rate);
    double meanGap = 1e9 / rate.perSecond();
    return new ArrivalSchedule() {
      private double due;

      @Override
      public long nextNanos() {
        due += random.nextExponential() * meanGap;
        return (long) due;
      }

      @Override
      public double rateAt(long nanos) {
        return rate.perSecond();
      }
    };
  }

  private static void requireSome(Rate rate) {
    if (rate.count() == 0) {
      throw new IllegalArgumentException("a schedule needs a rate above 0");
    }
  }
}
