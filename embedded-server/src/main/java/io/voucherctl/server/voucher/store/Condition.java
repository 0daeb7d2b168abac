package io.voucherctl.server.voucher.store;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What rows of a list must fulfil.
 *
 * @param text SQL that is a constant of this program; what a caller sent is in {@code values} only
 */
public record Condition(String text, List<Object> values) {
  private static final NavigableSet<Integer> LENGTHS = new TreeSet<>(List.of(1, 10, 30, 100));

  public static Condition of(String text, Object... values) {
    return new Condition(text, List.of(values));
  }

  /** The column has one of these values. Comes in few lengths: each is prepared for itself. */
  public static Condition in(String column, Collection<String> wanted) {
    if (wanted.isEmpty()) {
      return any(List.of());
    }
    List<Object> values = new ArrayList<>(wanted);
    while (!LENGTHS.contains(values.size()) && values.size() < LENGTHS.last()) {
      values.add(values.getFirst());
    }
    String places = String.join(", ", Collections.nCopies(values.size(), "?"));
    return new Condition(column + " IN (" + places + ")", List.copyOf(values));
  }

  /** What to bind when the tenant stands before this. */
  @Nullable Object[] after(String tenant) {
    return Stream.concat(Stream.of(tenant), values.stream()).toArray();
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
