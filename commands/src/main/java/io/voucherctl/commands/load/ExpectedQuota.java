package io.voucherctl.commands.load;

import io.voucherctl.server.quota.Rate;
import io.voucherctl.server.quota.RateLimit;

/**
 * What a tenant's quota is said to be, as {@code --expect-quota} takes it: {@code
 * acme=20/s,burst=40}.
 */
public record ExpectedQuota(String tenant, RateLimit limit) {
  private static final String BURST = "burst=";

  /** Without a burst the gateway's own default is meant. */
  public static ExpectedQuota parse(String text) {
    int equals = text.indexOf('=');
    if (equals < 1) {
      throw wrong(text, "a tenant and its quota are wanted");
    }
    String tenant = text.substring(0, equals).strip();
    String[] parts = text.substring(equals + 1).split(",", -1);
    if (parts.length > 2 || (parts.length == 2 && !parts[1].strip().startsWith(BURST))) {
      throw wrong(text, "only burst=N can follow the rate");
    }
    Rate rate = Rate.parse(parts[0]);
    return new ExpectedQuota(
        tenant,
        parts.length == 1 ? RateLimit.of(rate) : new RateLimit(rate, burst(text, parts[1])));
  }

  private static long burst(String text, String part) {
    try {
      return Long.parseLong(part.strip().substring(BURST.length()));
    } catch (NumberFormatException _) {
      throw wrong(text, "'" + part.strip() + "' has no whole number");
    }
  }

  private static IllegalArgumentException wrong(String text, String why) {
    return new IllegalArgumentException(
        "'" + text + "': " + why + ", such as acme=20/s or acme=20/s,burst=40");
  }
}
