package io.voucherctl.server.gateway;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Who decides at a gateway that shares its buckets with a fleet, as JSON.
 *
 * @param kind what keeps the buckets of the fleet, such as {@code redis}
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
@JsonIgnoreProperties(ignoreUnknown = true)
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
