package io.voucherctl.commands.quota;

import io.voucherctl.server.quota.Rate;
import io.voucherctl.server.quota.RateLimit;
import io.voucherctl.server.quota.RoutePattern;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What is asked for one route.
 *
 * @param cap null takes the cap away
 */
public record RouteSetting(RoutePattern route, @Nullable RateLimit cap) {
  private static final Pattern TEXT = Pattern.compile("(.+?)=([^=,]*)(?:,burst=(\\d{1,10}))?");

  /** Reads {@code METHOD /template=RATE[,burst=N]} or {@code METHOD /template=none}. */
  public static RouteSetting parse(String text) {
    Matcher matcher = TEXT.matcher(text.strip());
    boolean none = matcher.matches() && matcher.group(2).equals("none");
    if (!matcher.matches() || (none && matcher.group(3) != null)) {
      throw new IllegalArgumentException(
          "'"
              + text
              + "' is not a route and its rate;"
              + " write such as 'POST /v1/vouchers/{code}/validate=5/s,burst=10'");
    }
    RoutePattern route = RoutePattern.parse(matcher.group(1));
    return new RouteSetting(route, none ? null : cap(matcher.group(2), matcher.group(3)));
  }

  private static RateLimit cap(String rate, @Nullable String burst) {
    Rate parsed = Rate.parse(rate);
    return burst == null ? RateLimit.of(parsed) : new RateLimit(parsed, Long.parseLong(burst));
  }
}
