package io.voucherctl.server.gateway;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Which limiter decides, as JSON.
 *
 * @param kind what was asked for: {@code local}, or what the fleet shares, such as {@code redis}
 * @param decides who decides now: {@code kind}, or the failure mode {@code local}, {@code open},
 *     {@code closed}
 * @param since RFC 3339, when that came to be
 * @param onFailure the failure mode
 * @param shared requests that the fleet's buckets decided
 * @param alone requests that the failure mode decided
 * @param timeouts how often the fleet's buckets did not answer in time
 * @param errors how often they failed otherwise
 * @param lastFailure null before the first
 */
public record LimiterStatus(
    String kind,
    String decides,
    String since,
    String onFailure,
    long shared,
    long alone,
    long timeouts,
    long errors,
    @Nullable String lastFailure) {
  private static final String LOCAL = "local";

  /** Of a gateway that shares nothing: its own buckets decide, and cannot fail. */
  static LimiterStatus local(Instant startedAt) {
    return new LimiterStatus(LOCAL, LOCAL, startedAt.toString(), LOCAL, 0, 0, 0, 0, null);
  }

  /** Whether the fleet shares nothing. */
  boolean isLocal() {
    return kind.equals(LOCAL);
  }

  static LimiterStatus of(FleetBuckets.Health health, FailureMode mode, long shared, long alone) {
    String onFailure = mode.name().toLowerCase(Locale.ROOT);
    return new LimiterStatus(
        health.kind(),
        health.up() ? health.kind() : onFailure,
        health.since().toString(),
        onFailure,
        shared,
        alone,
        health.timeouts(),
        health.errors(),
        health.lastFailure());
  }
}
