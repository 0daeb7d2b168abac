package io.voucherctl.commands.load;

import io.voucherctl.server.quota.Rate;
import java.util.random.RandomGenerator;

/** How a tenant's requests are spread in time. Lower case, because that is how it is typed. */
public enum Arrivals {
  /** Evenly: each run offers exactly the same count. */
  constant,
  /** At random and independently, as many callers who do not know of each other do. */
  poisson;

  ArrivalSchedule schedule(Rate rate, RandomGenerator random) {
    return this == constant
        ? ArrivalSchedule.constant(rate)
        : ArrivalSchedule.poisson(rate, random);
  }
}
