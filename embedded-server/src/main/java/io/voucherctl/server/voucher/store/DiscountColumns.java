package io.voucherctl.server.voucher.store;

import io.voucherctl.server.voucher.domain.Discount;
import io.voucherctl.server.voucher.domain.Effect;
import java.math.BigDecimal;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A discount, spread over the columns that hold it.
 *
 * @param amount the sum off, or the fixed sum
 * @param units free units: kinds are parted by commas, their four fields by semicolons, what is
 *     null is empty, texts are percent-encoded
 * @param formulas a JSON object
 */
record DiscountColumns(
    @Nullable String type,
    @Nullable Long amount,
    @Nullable String percent,
    @Nullable Long limit,
    @Nullable String effect,
    @Nullable String units,
    @Nullable String formulas) {
  private static final DiscountColumns NONE =
      new DiscountColumns(null, null, null, null, null, null, null);
  private static final int UNIT_FIELDS = 4;

  static DiscountColumns of(@Nullable Discount discount) {
    return switch (discount) {
      case null -> NONE;
      case Discount.Amount(long off, Effect effect, String formulas) ->
          new DiscountColumns("AMOUNT", off, null, null, name(effect), null, formulas);
      case Discount.Percent(BigDecimal off, Long limit, Effect effect, String formulas) ->
          new DiscountColumns("PERCENT", null, off.toString(), limit, name(effect), null, formulas);
      case Discount.Fixed(long price, Effect effect, String formulas) ->
          new DiscountColumns("FIXED", price, null, null, name(effect), null, formulas);
      case Discount.Units(List<Discount.Unit> units, Effect effect, String formulas) ->
          new DiscountColumns("UNIT", null, null, null, name(effect), text(units), formulas);
    };
  }

  static DiscountColumns read(Row row) throws SQLException {
    return new DiscountColumns(
        row.textOrNull(),
        row.numberOrNull(),
        row.textOrNull(),
        row.numberOrNull(),
        row.textOrNull(),
        row.textOrNull(),
        row.textOrNull());
  }

  @Nullable Discount discount() throws SQLException {
    Effect given = effect(effect);
    return switch (type) {
      case null -> null;
      case "AMOUNT" -> new Discount.Amount(needed(amount), given, formulas);
      case "PERCENT" ->
          new Discount.Percent(new BigDecimal(needed(percent)), limit, given, formulas);
      case "FIXED" -> new Discount.Fixed(needed(amount), given, formulas);
      case "UNIT" -> new Discount.Units(units(needed(units)), given, formulas);
      default -> throw new SQLException("unknown discount type " + type);
    };
  }

  private <T> T needed(@Nullable T figure) throws SQLException {
    if (figure == null) {
      throw new SQLException("a discount of type " + type + " without its figure");
    }
    return figure;
  }

  private static String text(List<Discount.Unit> units) {
    return units.stream()
        .map(unit ->
            String.join(
                ";",
                Long.toString(unit.unitOff()),
                unit.effect() == null ? "" : unit.effect().name(),
                encoded(unit.unitType()),
                unit.formula() == null ? "" : encoded(unit.formula())))
        .collect(Collectors.joining(","));
  }

  private static List<Discount.Unit> units(String text) {
    return Stream.of(text.split(",")).map(DiscountColumns::unit).toList();
  }

  private static Discount.Unit unit(String text) {
    String[] fields = text.split(";", UNIT_FIELDS);
    return new Discount.Unit(
        Long.parseLong(fields[0]),
        decoded(fields[2]),
        fields[1].isEmpty() ? null : Effect.valueOf(fields[1]),
        fields[3].isEmpty() ? null : decoded(fields[3]));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  private static @Nullable String name(@Nullable Effect effect) {
    return effect == null ? null : effect.name();
  }

  private static @Nullable Effect effect(@Nullable String name) {
    return name == null ? null : Effect.valueOf(name);
  }
}
