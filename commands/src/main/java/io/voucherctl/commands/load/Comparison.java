package io.voucherctl.commands.load;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** How a measured value stands to the one that a {@link Threshold} names. */
enum Comparison {
  BELOW("<"),
  AT_MOST("<="),
  ABOVE(">"),
  AT_LEAST(">=");

  private final String sign;

  Comparison(String sign) {
    this.sign = sign;
  }

  static @Nullable Comparison of(String sign) {
    return Arrays.stream(values()).filter(one -> one.sign.equals(sign)).findFirst().orElse(null);
  }

  boolean holds(double value, double limit) {
    return switch (this) {
      case BELOW -> value < limit;
      case AT_MOST -> value <= limit;
      case ABOVE -> value > limit;
      case AT_LEAST -> value >= limit;
    };
  }

  /** True when {@code value} is nearer to breaching, or further beyond, than {@code other}. */
  boolean worse(double value, double other) {
    return switch (this) {
      case BELOW, AT_MOST -> value < other;
      case ABOVE, AT_LEAST -> value > other;
    };
  }

  /** As it is typed. */
  @Override
  public String toString() {
    return sign;
  }
}
