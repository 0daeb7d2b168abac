package io.voucherctl.server.voucher.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voucherctl.server.voucher.domain.Discount;
import io.voucherctl.server.voucher.domain.Effect;
import java.math.BigDecimal;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A discount as a request describes it. */
final class DiscountBody {
  private static final BigDecimal ALL = BigDecimal.valueOf(100);
  private static final int PERCENT_DIGITS = 10;
  private static final int MOST_UNITS = 50;
  private static final String UNIT_FORMULA = "unit_off_formula";
  private static final List<String> FORMULAS =
      List.of("amount_off_formula", "percent_off_formula", "fixed_amount_formula", UNIT_FORMULA);
  private static final List<Effect> OF_MONEY =
      List.copyOf(EnumSet.range(Effect.APPLY_TO_ORDER, Effect.APPLY_TO_ITEMS_BY_QUANTITY));
  private static final List<Effect> OF_UNITS =
      List.of(Effect.ADD_MISSING_ITEMS, Effect.ADD_NEW_ITEMS, Effect.ADD_MANY_ITEMS);
  private static final List<Effect> OF_ONE_OF_MANY =
      List.of(Effect.ADD_MISSING_ITEMS, Effect.ADD_NEW_ITEMS);

  private DiscountBody() {}

  static Discount read(Fields discount) {
    String formulas = formulas(discount);
    return switch (Objects.requireNonNullElse(discount.text("type"), "")) {
      case "AMOUNT" ->
          new Discount.Amount(needed(discount, "amount_off"), effect(discount, OF_MONEY), formulas);
      case "PERCENT" ->
          new Discount.Percent(
              percent(discount),
              discount.whole("amount_limit"),
              effect(discount, OF_MONEY),
              formulas);
      case "FIXED" ->
          new Discount.Fixed(
              needed(discount, "fixed_amount"), effect(discount, OF_MONEY), formulas);
      case "UNIT" -> units(discount, effect(discount, OF_UNITS), formulas);
      default -> throw discount.wrong("type", "AMOUNT, PERCENT, FIXED or UNIT");
    };
  }

  /** A whole number that must be there. */
  static long needed(Fields fields, String name) {
    Long number = fields.whole(name);
    if (number == null) {
      throw fields.wrong(name, "a whole number");
    }
    return number;
  }

  private static @Nullable Effect effect(Fields fields, List<Effect> possible) {
    Effect effect = fields.choice("effect", Effect.class);
    if (effect != null && !possible.contains(effect)) {
      throw fields.wrong("effect", "one of " + possible);
    }
    return effect;
  }

  private static @Nullable String formulas(Fields discount) {
    ObjectNode given = discount.node().objectNode();
    for (String name : FORMULAS) {
      String formula = discount.text(name);
      if (formula != null) {
        given.put(name, formula);
      }
    }
    return given.isEmpty() ? null : discount.json().text(given);
  }

  /** The digits are looked at first: a number such as 1e999999 must not be worked with. */
  private static BigDecimal percent(Fields discount) {
    BigDecimal percent = discount.decimal("percent_off");
    if (percent == null
        || Math.abs(percent.scale()) > PERCENT_DIGITS
        || percent.precision() > 2 * PERCENT_DIGITS
        || percent.signum() < 0
        || percent.compareTo(ALL) > 0) {
      throw discount.wrong("percent_off", "a number from 0 to 100");
    }
    return percent;
  }

  private static Discount units(
      Fields discount, @Nullable Effect effect, @Nullable String formulas) {
    if (effect != Effect.ADD_MANY_ITEMS) {
      return new Discount.Units(List.of(unit(discount, null, null)), effect, formulas);
    }
    List<Fields> units = discount.objects("units", MOST_UNITS);
    if (units == null || units.isEmpty()) {
      throw discount.wrong("units", "an array of 1 to " + MOST_UNITS + " objects");
    }
    return new Discount.Units(
        units.stream()
            .map(unit -> unit(unit, effect(unit, OF_ONE_OF_MANY), unit.text(UNIT_FORMULA)))
            .toList(),
        effect,
        formulas);
  }

  private static Discount.Unit unit(
      Fields unit, @Nullable Effect effect, @Nullable String formula) {
    String type = unit.name("unit_type");
    if (type == null) {
      throw unit.wrong("unit_type", "the id of a product or SKU");
    }
    return new Discount.Unit(needed(unit, "unit_off"), type, effect, formula);
  }
}
