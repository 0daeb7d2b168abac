package io.voucherctl.commands.quota;

import io.voucherctl.commands.exit.Failure;
import io.voucherctl.commands.time.Durations;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * How long a lease is to last: for a time from now on, or until a moment. One of the two is null.
 */
public record LeaseTerm(@Nullable Duration lasting, @Nullable Instant until) {
  /** Shorter ones would end before every gateway has heard of them. */
  static final Duration SHORTEST = Duration.ofSeconds(5);

  /** What has to hold for longer is no clamp, but a decision. */
  static final Duration LONGEST = Duration.ofDays(7);

  public static LeaseTerm of(Duration lasting) {
    return new LeaseTerm(lasting, null);
  }

  public static LeaseTerm of(Instant until) {
    return new LeaseTerm(null, until);
  }

  /** The whole second at which it ends, never before the time that was asked for. */
  Instant end(Instant now) {
    Duration term = lasting != null ? lasting : Duration.between(now, until);
    if (until != null && !until.isAfter(now)) {
      throw new Failure.BadInput(
          until + " is past", "it is " + now.truncatedTo(ChronoUnit.SECONDS));
    }
    if (term.compareTo(SHORTEST) < 0 || term.compareTo(LONGEST) > 0) {
      throw new Failure.BadInput(
          "a lease lasts %s to %s"
              .formatted(Durations.format(SHORTEST), Durations.format(LONGEST)));
    }
    Instant end = now.plus(term);
    Instant second = end.truncatedTo(ChronoUnit.SECONDS);
    return second.equals(end) ? end : second.plusSeconds(1);
  }
}
