package io.voucherctl.server.voucher.domain;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/** What a discount voucher takes off an order. Rules: voucher API contract, section 7.2. */
public sealed interface Discount {
  /** As the voucher's maker wrote it; null when left to the default. */
  @Nullable Effect effect();

  /** What is taken off {@code remaining}: never below zero, never more than is left to pay. */
  long off(long remaining);

  default Effect effectInForce() {
    Effect given = effect();
    return given == null ? Effect.APPLY_TO_ORDER : given;
  }

  /** A fixed sum off. */
  record Amount(long amountOff, @Nullable Effect effect) implements Discount {
    @Override
    public long off(long remaining) {
      return Math.min(amountOff, remaining);
    }
  }

  /**
   * A share off, rounded half up.
   *
   * @param percentOff 10 is ten per cent; 0 to 100, fractions allowed
   * @param amountLimit the most that is taken off; null for no limit
   */
  record Percent(BigDecimal percentOff, @Nullable Long amountLimit, @Nullable Effect effect)
      implements Discount {
    @Override
    public long off(long remaining) {
      long share =
          BigDecimal.valueOf(remaining)
              .multiply(percentOff)
              .movePointLeft(2)
              .setScale(0, RoundingMode.HALF_UP)
              .longValueExact();
      long capped = amountLimit == null ? share : Math.min(share, amountLimit);
      return Math.min(capped, remaining);
    }
  }

  /** The order costs {@code fixedAmount}, whatever was in it; never more than before. */
  record Fixed(long fixedAmount, @Nullable Effect effect) implements Discount {
    @Override
    public long off(long remaining) {
      return Math.max(0, remaining - fixedAmount);
    }
  }
}
