package io.voucherctl.commands.load;

import io.voucherctl.commands.latency.LatencyFigures;
import io.voucherctl.server.quota.RateLimit;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Holds what a tenant got against its quota: a token bucket admits at most {@code burst + rate * t}
 * in any stretch of length t, whatever came before, so the measured time can be judged without the
 * warm-up. A request was admitted at some moment between its firing and its answer; the stretch is
 * longer by the longest answer.
 *
 * @param seconds the measured time
 * @param shared other generators load the same tenant, so only an excess can be proved
 */
record Conservation(LoadReport.OfTenant tenant, double seconds, boolean shared) {
  private static final int UNAUTHORIZED = 401;
  private static final int FORBIDDEN = 403;
  private static final int TOO_MANY_REQUESTS = 429;
  private static final int SERVER_ERROR = 500;

  /**
   * The verdict.
   *
   * @param tally what followed the run with the same limit; null when there is none
   */
  ConservationResult result(QuotaInForce quota, @Nullable AdmittedTally tally) {
    RateLimit limit = quota.limit();
    if (limit == null) {
      return unknown(null, null, quota.unknown());
    }
    long allowed = allowed(limit);
    long over = admitted() - allowed;
    if (tally != null && tally.excess() > Math.max(0, over)) {
      return exceeded(limit, allowed, tally.excess(), tally.fromSeconds(), tally.toSeconds());
    }
    if (over > 0) {
      return exceeded(limit, allowed, over, 0, seconds);
    }
    if (shared) {
      return unknown(limit, allowed, "other shards load it too");
    }
    if (over + perhaps() > 0) {
      return unknown(limit, allowed, (over + perhaps()) + " too many, if all of perhaps passed");
    }
    return new ConservationResult(
        tenant.tenant(),
        ConservationResult.Word.HOLDS,
        limit.toString(),
        admitted(),
        perhaps(),
        allowed,
        0,
        null,
        null,
        null);
  }

  private ConservationResult exceeded(
      RateLimit limit, long allowed, long by, double fromSeconds, double toSeconds) {
    return new ConservationResult(
        tenant.tenant(),
        ConservationResult.Word.EXCEEDED,
        limit.toString(),
        admitted(),
        perhaps(),
        allowed,
        by,
        fromSeconds,
        toSeconds,
        null);
  }

  private ConservationResult unknown(
      @Nullable RateLimit limit, @Nullable Long allowed, @Nullable String reason) {
    return new ConservationResult(
        tenant.tenant(),
        ConservationResult.Word.UNKNOWN,
        limit == null ? null : limit.toString(),
        admitted(),
        perhaps(),
        allowed,
        0,
        null,
        null,
        reason);
  }

  /** 401 and 403 come before the limiter, 5xx from anywhere. */
  private long admitted() {
    return tenant.statuses().entrySet().stream()
        .filter(entry -> {
          int status = Integer.parseInt(entry.getKey());
          return status != UNAUTHORIZED
              && status != FORBIDDEN
              && status != TOO_MANY_REQUESTS
              && status < SERVER_ERROR;
        })
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  private long perhaps() {
    long errors =
        tenant.statuses().entrySet().stream()
            .filter(entry -> Integer.parseInt(entry.getKey()) >= SERVER_ERROR)
            .mapToLong(Map.Entry::getValue)
            .sum();
    LoadReport.Outcomes so = tenant.outcomes();
    return errors + so.timeout() + so.reset() + tenant.unanswered();
  }

  private double longestSeconds() {
    long micros = 0;
    for (String word : new String[] {Endings.OK, Endings.FAILED}) {
      LatencyFigures own = tenant.responseTimeByOutcome().getOrDefault(word, LatencyFigures.NONE);
      micros = Math.max(micros, own.maxMicros());
    }
    return micros / 1e6;
  }

  private long allowed(RateLimit limit) {
    double window = seconds + longestSeconds();
    return limit.burst() + (long) Math.floor(limit.rate().perSecond() * window + 1e-6);
  }
}
