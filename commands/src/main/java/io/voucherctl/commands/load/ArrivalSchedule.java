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
  /** What a schedule says that has ended. */
  long ENDED = Long.MAX_VALUE;

  long nextNanos();

  /** Requests per second that are planned for a moment since the start. Any thread. */
  default double rateAt(long nanos) {
    return 0;
  }

  /** Endless; the n-th (from 0) is due at n / rate: computed from n, so that no error adds up. */
  static ArrivalSchedule constant(Rate rate) {
    return endless(new Stage.Constant(requireSome(rate), null), () -> 0);
  }

  /** An endless Poisson process: independent exponential gaps with mean 1 / rate. */
  static ArrivalSchedule poisson(Rate rate, RandomGenerator random) {
    return endless(new Stage.Poisson(requireSome(rate), null), random);
  }

  private static ArrivalSchedule endless(Stage stage, RandomGenerator random) {
    return new Timeline.Builder(0).add(stage).build().schedule(random);
  }

  private static Rate requireSome(Rate rate) {
    if (rate.count() == 0) {
      throw new IllegalArgumentException("a schedule needs a rate above 0");
    }
    return rate;
  }
}
