package io.voucherctl.server.quota;

import io.voucherctl.server.http.LooseRoutes;
import io.voucherctl.server.http.RouteTemplate;
import java.util.Comparator;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Which requests a route's cap is for: {@code POST /v1/vouchers/{code}/validate}, or with {@code *}
 * for any method.
 */
public record RoutePattern(String method, String template) implements Comparable<RoutePattern> {
  private static final Pattern METHOD = Pattern.compile("[A-Z]{1,16}|\\*");
  private static final int LONGEST = 200;

  public RoutePattern {
    if (!METHOD.matcher(method).matches()) {
      throw new IllegalArgumentException(
          "'" + method + "' is not a method; write one such as POST, or * for any");
    }
    if (template.length() > LONGEST) {
      throw new IllegalArgumentException("a route has at most " + LONGEST + " characters");
    }
    RouteTemplate.of(template);
  }

  /** Reads {@code METHOD /template}; a template alone is for any method. */
  public static RoutePattern parse(String text) {
    String[] words = text.strip().split("\\s+", -1);
    return switch (words.length) {
      case 1 -> new RoutePattern(LooseRoutes.ANY_METHOD, words[0]);
      case 2 -> new RoutePattern(words[0].toUpperCase(Locale.ROOT), words[1]);
      default ->
          throw new IllegalArgumentException(
              "'" + text + "' is not a route; write such as POST /v1/vouchers/{code}/validate");
    };
  }

  @Override
  public int compareTo(RoutePattern other) {
    return Comparator.comparing(RoutePattern::template)
        .thenComparing(RoutePattern::method)
        .compare(this, other);
  }

  @Override
  public String toString() {
    return method + " " + template;
  }
}
