package io.voucherctl.commands.load;

/** How long a server of known behaviour takes, in nanoseconds. */
sealed interface DelayLaw {
  /** The delay that a share of {@code p} of the requests does not exceed; {@code 0 < p < 1}. */
  double quantile(double p);

  /** Always the same. */
  record Constant(double nanos) implements DelayLaw {
    @Override
    public double quantile(double p) {
      return nanos;
    }
  }

  /** Evenly between two bounds. */
  record Uniform(double least, double most) implements DelayLaw {
    @Override
    public double quantile(double p) {
      return least + p * (most - least);
    }
  }

  /** Exponential from {@code least} on, cut off at {@code most}: F(x) = (1-e^-x/m) / (1-e^-c/m). */
  record Exponential(double least, double mean, double most) implements DelayLaw {
    @Override
    public double quantile(double p) {
      double whole = -Math.expm1(-(most - least) / mean);
      return least - mean * Math.log1p(-p * whole);
    }
  }

  /** One delay for a share of the requests, another for the rest. */
  record Bimodal(double fast, double slow, double shareOfFast) implements DelayLaw {
    @Override
    public double quantile(double p) {
      return p <= shareOfFast ? fast : slow;
    }
  }
}
