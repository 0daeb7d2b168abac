package io.voucherctl.server.voucher.api;

import io.voucherctl.server.voucher.api.Filterable.Kind;
import io.voucherctl.server.voucher.store.Condition;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How a filter compares. Texts are compared by their characters, capitals apart, alike in every
 * database, which is why none of this is LIKE. Of several values one must fit, or, with the negated
 * ones, none; what has no value is not any value.
 *
 * <p>Equality, order and the beginning of a key can use an index; the middle and the end of a text
 * cannot, and then every row of the tenant is looked at.
 */
enum Operator {
  IN,
  NOT_IN,
  IS,
  IS_NOT,
  HAS_VALUE,
  IS_UNKNOWN,
  CONTAINS,
  STARTS_WITH,
  ENDS_WITH,
  MORE_THAN,
  LESS_THAN,
  MORE_THAN_EQUAL,
  LESS_THAN_EQUAL,
  BEFORE,
  AFTER;

  /** As it is written in a query. */
  String sign() {
    return "$" + name().toLowerCase(Locale.ROOT);
  }

  static @Nullable Operator of(String sign) {
    return Arrays.stream(values()).filter(each -> each.sign().equals(sign)).findAny().orElse(null);
  }

  boolean fits(Filterable column) {
    return switch (this) {
      case IN, NOT_IN, IS, IS_NOT, HAS_VALUE, IS_UNKNOWN -> true;
      case CONTAINS, STARTS_WITH, ENDS_WITH -> column.isText();
      case MORE_THAN, LESS_THAN, MORE_THAN_EQUAL, LESS_THAN_EQUAL ->
          column.kind() == Kind.NUMBER || column.kind() == Kind.TIME;
      case BEFORE, AFTER -> column.kind() == Kind.TIME;
    };
  }

  boolean needsValue() {
    return this != HAS_VALUE && this != IS_UNKNOWN;
  }

  /** Whether it looks for a part of a text, which must not be empty. */
  boolean isPart() {
    return this == CONTAINS || this == STARTS_WITH || this == ENDS_WITH;
  }

  /** What a row must fulfil. */
  Condition on(Filterable column, List<Object> values) {
    return switch (this) {
      case IN, IS -> isAny(column, values);
      case NOT_IN, IS_NOT -> isNone(column, values);
      case HAS_VALUE -> Condition.of(column.column() + " IS NOT NULL");
      case IS_UNKNOWN -> Condition.of(column.column() + " IS NULL");
      case CONTAINS -> each(values, part -> contains(column.column(), part));
      case STARTS_WITH -> each(values, part -> startsWith(column, part));
      case ENDS_WITH -> each(values, part -> endsWith(column.column(), part));
      case MORE_THAN, AFTER -> each(values, value -> compared(column, ">", value));
      case LESS_THAN, BEFORE -> each(values, value -> compared(column, "<", value));
      case MORE_THAN_EQUAL -> each(values, value -> compared(column, ">=", value));
      case LESS_THAN_EQUAL -> each(values, value -> compared(column, "<=", value));
    };
  }

  private static Condition each(List<Object> values, Function<Object, Condition> compare) {
    return Condition.any(values.stream().map(compare).toList());
  }

  private static Condition isAny(Filterable column, List<Object> values) {
    String places = String.join(", ", Collections.nCopies(values.size(), "?"));
    return new Condition(column.column() + " IN (" + places + ")", values);
  }

  private static Condition isNone(Filterable column, List<Object> values) {
    Condition any = isAny(column, values);
    return new Condition(
        "(" + column.column() + " IS NULL OR NOT " + any.text() + ")", any.values());
  }

  private static Condition compared(Filterable column, String sign, Object value) {
    Condition compared = Condition.of(column.compared() + " " + sign + " ?", value);
    return column.compared().equals(column.column())
        ? compared
        : Condition.all(List.of(compared, Condition.of(column.column() + " IS NOT NULL")));
  }

  private static Condition contains(String name, Object part) {
    return Condition.of("REPLACE(" + name + ", ?, '') <> " + name, part);
  }

  private static Condition endsWith(String name, Object part) {
    return Condition.of(
        "(LENGTH(%1$s) >= LENGTH(?) AND SUBSTR(%1$s, LENGTH(%1$s) - LENGTH(?) + 1) = ?)"
            .formatted(name),
        part,
        part,
        part);
  }

  private static Condition startsWith(Filterable column, Object part) {
    String name = column.column();
    if (column.kind() != Kind.KEY) {
      return Condition.of("SUBSTR(" + name + ", 1, LENGTH(?)) = ?", part, part);
    }
    String end = endOfRange((String) part);
    Condition from = Condition.of(name + " >= ?", part);
    return end.isEmpty() ? from : Condition.all(List.of(from, Condition.of(name + " < ?", end)));
  }

  /**
   * The first text after all that start with {@code prefix}, in the order of their UTF-8 bytes,
   * which is that of their code points; empty when nothing comes after them.
   */
  static String endOfRange(String prefix) {
    int[] points = prefix.codePoints().toArray();
    int length = points.length;
    while (length > 0 && points[length - 1] == Character.MAX_CODE_POINT) {
      length--;
    }
    if (length == 0) {
      return "";
    }
    int next = points[length - 1] + 1;
    points[length - 1] = next == Character.MIN_SURROGATE ? Character.MAX_SURROGATE + 1 : next;
    return new String(points, 0, length);
  }
}
