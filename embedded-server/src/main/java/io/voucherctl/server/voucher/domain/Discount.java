package io.voucherctl.server.voucher.domain;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a discount voucher takes off an order. */
public sealed interface Discount {
  /** As the voucher's maker wrote it; null when left to the default. */
  @Nullable Effect effect();

  /** A JSON object of the maker's formulas, which are kept but not computed; null when none. */
  @Nullable String formulas();

  Effect effectInForce();

  /** A discount that lowers a sum. */
  sealed interface OfMoney extends Discount {
    /** What it takes off one {@code price}: never below zero, never more than the price. */
    long offEach(long price);

    /** The most that it takes off altogether; null for no limit. */
    default @Nullable Long limit() {
      return null;
    }

    /** What it takes off {@code remaining} as a whole. */
    default long off(long remaining) {
      Long limit = limit();
      long off = offEach(remaining);
      return limit == null ? off : Math.min(off, limit);
    }

    @Override
    default Effect effectInForce() {
      Effect given = effect();
      return given == null ? Effect.APPLY_TO_ORDER : given;
    }
  }

  /** A fixed sum off. */
  record Amount(long amountOff, @Nullable Effect effect, @Nullable String formulas)
      implements OfMoney {
    public Amount(long amountOff, @Nullable Effect effect) {
      this(amountOff, effect, null);
    }

    @Override
    public long offEach(long price) {
      return Math.min(amountOff, price);
    }
  }

  /**
   * A share off, rounded half up.
   *
   * @param percentOff 10 is ten per cent; 0 to 100, fractions allowed
   */
  record Percent(
      BigDecimal percentOff,
      @Nullable Long limit,
      @Nullable Effect effect,
      @Nullable String formulas)
      implements OfMoney {
    public Percent(BigDecimal percentOff, @Nullable Long limit, @Nullable Effect effect) {
      this(percentOff, limit, effect, null);
    }

    @Override
    public long offEach(long price) {
      return BigDecimal.valueOf(price)
          .multiply(percentOff)
          .movePointLeft(2)
          .setScale(0, RoundingMode.HALF_UP)
          .longValueExact();
    }
  }

  /** What it is applied to costs {@code fixedAmount}; never more than before. */
  record Fixed(long fixedAmount, @Nullable Effect effect, @Nullable String formulas)
      implements OfMoney {
    public Fixed(long fixedAmount, @Nullable Effect effect) {
      this(fixedAmount, effect, null);
    }

    @Override
    public long offEach(long price) {
      return Math.max(0, price - fixedAmount);
    }
  }

  /**
   * Free units of goods: one kind, or with {@link Effect#ADD_MANY_ITEMS} any number of kinds, each
   * with an effect of its own.
   */
  record Units(List<Unit> units, @Nullable Effect effect, @Nullable String formulas)
      implements Discount {
    @Override
    public Effect effectInForce() {
      return effect == null ? Effect.ADD_MISSING_ITEMS : effect;
    }

    /** How one of the kinds is added. */
    public Effect effectOf(Unit unit) {
      if (effectInForce() != Effect.ADD_MANY_ITEMS) {
        return effectInForce();
      }
      return unit.effect() == null ? Effect.ADD_MISSING_ITEMS : unit.effect();
    }
  }

  /**
   * One kind of free goods.
   *
   * @param unitType the id or source id of a product or SKU
   * @param effect given for this kind among many; null when left to the default
   * @param formula given for this kind among many; kept but not computed
   */
  record Unit(long unitOff, String unitType, @Nullable Effect effect, @Nullable String formula) {}
}
