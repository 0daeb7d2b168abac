package io.voucherctl.server.voucher.api;

import io.voucherctl.server.http.Query;
import io.voucherctl.server.voucher.domain.Refusal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Nested query parameters: {@code a[b][c]=v}, or {@code [a][b][c]=v} as some clients write it. */
final class Brackets {
  private Brackets() {}

  /** One value; {@code path} is what stands in brackets after the first name. */
  record Entry(List<String> path, String value) {}

  /** The first value of a parameter that is not nested; null when absent. */
  static @Nullable String first(Query query, String name) {
    String plain = query.first(name);
    return plain == null ? query.first("[" + name + "]") : plain;
  }

  /** Everything under {@code name}, in the order it was sent. */
  static List<Entry> under(Query query, String name) {
    List<Entry> entries = new ArrayList<>();
    query
        .values()
        .forEach((parameter, values) -> {
          String rest = after(parameter, name);
          if (rest != null) {
            List<String> path = path(rest, parameter);
            values.forEach(value -> entries.add(new Entry(path, value)));
          }
        });
    return entries;
  }

  /** The brackets after the name; null when the parameter has another name. */
  private static @Nullable String after(String parameter, String name) {
    for (String spelling : List.of(name, "[" + name + "]")) {
      if (parameter.startsWith(spelling)) {
        String rest = parameter.substring(spelling.length());
        if (rest.isEmpty() || rest.startsWith("[")) {
          return rest;
        }
      }
    }
    return null;
  }

  private static List<String> path(String brackets, String parameter) {
    if (brackets.isEmpty()) {
      return List.of();
    }
    String inside = brackets.substring(1);
    if (!inside.endsWith("]")) {
      throw Refusal.INVALID_QUERY_PARAMS.because("the brackets of " + parameter + " do not match");
    }
    return Arrays.asList(inside.substring(0, inside.length() - 1).split("]\\[", -1));
  }
}
