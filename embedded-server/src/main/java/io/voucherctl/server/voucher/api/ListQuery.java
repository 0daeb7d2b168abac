package io.voucherctl.server.voucher.api;

import io.voucherctl.server.http.Query;
import io.voucherctl.server.voucher.domain.Refusal;
import io.voucherctl.server.voucher.store.Listing;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Reads which page of a list is wanted, and in which order. */
final class ListQuery {
  private static final int DEFAULT_LIMIT = 10;
  private static final int MOST_ROWS = 100;
  static final int LAST_PAGE = 99;

  private ListQuery() {}

  /**
   * The wanted page of an unconditional list.
   *
   * @param sorts what {@code order} may name, and the column or expression behind each
   * @param otherwise the order when none is asked for, such as {@code -created_at}
   */
  static Listing read(Query query, Map<String, String> sorts, String otherwise, int lastPage) {
    String order = Objects.requireNonNullElse(Brackets.first(query, "order"), otherwise);
    boolean descending = order.startsWith("-");
    String name = descending ? order.substring(1) : order;
    String sort = sorts.get(name);
    if (sort == null) {
      throw Refusal.INVALID_QUERY_PARAMS.because("order must be one of " + names(sorts));
    }
    int page = number(query, "page", 1, Integer.MAX_VALUE);
    if (page > lastPage) {
      throw Refusal.PAGE_OVER_LIMIT.because("page must be at most " + lastPage);
    }
    return new Listing(
        List.of(), sort, descending, number(query, "limit", DEFAULT_LIMIT, MOST_ROWS), page);
  }

  private static String names(Map<String, String> sorts) {
    return String.join(", ", sorts.keySet().stream().sorted().toList()) + ", each also with '-'";
  }

  private static int number(Query query, String name, int otherwise, int most) {
    String text = Brackets.first(query, name);
    if (text == null) {
      return otherwise;
    }
    if (text.matches("[0-9]{1,9}")) {
      int number = Integer.parseInt(text);
      if (number >= 1 && number <= most) {
        return number;
      }
    }
    String end = most == Integer.MAX_VALUE ? "" : " to " + most;
    throw Refusal.INVALID_QUERY_PARAMS.because(name + " must be a whole number from 1" + end);
  }
}
