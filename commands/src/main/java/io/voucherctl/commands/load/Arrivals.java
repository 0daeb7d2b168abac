package io.voucherctl.commands.load;

import io.voucherctl.server.quota.Rate;
import java.util.List;

/** How a tenant's requests are spread in time. Lower case, because that is how it is typed. */
public enum Arrivals {
  /** Evenly: each run offers exactly the same count. */
  constant,
  /** At random and independently, as many callers who do not know of each other do. */
  poisson;

  /** One rate to the end of the run. */
  LoadModel.Open model(Rate rate) {
    return new LoadModel.Open(
        List.of(this == constant ? new Stage.Constant(rate, null) : new Stage.Poisson(rate, null)));
  }
}
