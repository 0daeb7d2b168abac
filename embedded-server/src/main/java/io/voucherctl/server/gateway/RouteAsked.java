package io.voucherctl.server.gateway;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A request that somebody asks about: a method and a path, which may be a template's.
 *
 * @param target as it would stand in a request line
 * @param template the row it would be counted in
 */
record RouteAsked(String method, String target, String template) {
  private static final Pattern TEXT = Pattern.compile("([A-Za-z]{1,16})\\s+(/\\S{0,2047})");

  /** Reads {@code POST /v1/vouchers/X/validate}; anything else is an IllegalArgumentException. */
  static RouteAsked parse(String text, ApiRoutes routes) {
    Matcher matcher = TEXT.matcher(text.strip());
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "a route is a method and a path, such as POST /v1/vouchers/{code}/validate");
    }
    String target = matcher.group(2);
    return new RouteAsked(
        matcher.group(1).toUpperCase(Locale.ROOT), target, routes.templateOf(target));
  }
}
