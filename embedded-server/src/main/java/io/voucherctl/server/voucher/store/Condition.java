package io.voucherctl.server.voucher.store;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What rows of a list must fulfil.
 *
 * @param text SQL that is a constant of this program; what a caller sent is in {@code values} only
 */
public record Condition(String text, List<Object> values) {

  public static Condition of(String text, Object... values) {
    return new Condition(text, List.of(values));
  }

  /** The column has one of these values. */
  public static Condition in(String column, List<String> values) {
    return values.isEmpty()
        ? any(List.of())
        : new Condition(
            column + " IN (" + String.join(", ", Collections.nCopies(values.size(), "?")) + ")",
            List.copyOf(values));
  }

  /** One of them holds; none of none. */
  public static Condition any(List<Condition> conditions) {
    return joined(conditions, " OR ", "1 = 0");
  }

  /** All of them hold. */
  public static Condition all(List<Condition> conditions) {
    return joined(conditions, " AND ", "1 = 1");
  }

  private static Condition joined(List<Condition> conditions, String word, String empty) {
    if (conditions.isEmpty()) {
      return of(empty);
    }
    List<Object> values = new ArrayList<>();
    conditions.forEach(condition -> values.addAll(condition.values));
    return new Condition(
        conditions.stream().map(Condition::text).collect(Collectors.joining(word, "(", ")")),
        values);
  }
}
