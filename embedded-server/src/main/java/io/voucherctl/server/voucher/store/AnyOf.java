package io.voucherctl.server.voucher.store;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The end of a condition: a column is any of some values, a page's worth of them at most. Comes in
 * few lengths, so that few statements are prepared.
 */
record AnyOf(String text, List<String> values) {
  private static final int[] LENGTHS = {1, 10, 30, 100};

  static AnyOf of(Collection<String> wanted) {
    List<String> values = new ArrayList<>(wanted);
    if (values.isEmpty()) {
      return new AnyOf("IN (NULL)", List.of());
    }
    int length = length(values.size());
    while (values.size() < length) {
      values.add(values.getFirst());
    }
    return new AnyOf("IN (?" + ", ?".repeat(length - 1) + ")", values);
  }

  private static int length(int wanted) {
    for (int length : LENGTHS) {
      if (wanted <= length) {
        return length;
      }
    }
    throw new IllegalArgumentException(wanted + " values are more than a page");
  }

  /** What to bind: the tenant, then these. */
  @Nullable Object[] after(String tenant) {
    List<@Nullable Object> all = new ArrayList<>();
    all.add(tenant);
    all.addAll(values);
    return all.toArray();
  }
}
