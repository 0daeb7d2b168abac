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
 */
final class Conservation {
  private static final int UNAUTHORIZED = 401;
  private static final int FORBIDDEN = 403;
  private static final int TOO_MANY_REQUESTS = 429;
  private static final int SERVER_ERROR = 500;

  private Conservation() {}

  /**
   * The verdict.
   *
   * @param tally what followed the run with the same limit; null when there is none
   * @param shared other generators load the same tenant, so only an excess can be proved
   */
  static ConservationResult of(
      LoadReport.OfTenant tenant,
      double seconds,
      QuotaInForce quota,
      @Nullable AdmittedTally tally,
      boolean shared) {
    long admitted = admitted(tenant.statuses());
    long perhaps = perhaps(tenant);
    RateLimit limit = quota.limit();
    if (limit == null) {
      return unknown(tenant, null, admitted, perhaps, null, quota.unknown());
    }
    long allowed = allowed(limit, seconds + longestSeconds(tenant));
    long over = Math.max(0, admitted - allowed);
    long burst = tally == null ? 0 : tally.excess();
    String text = limit.toString();
    if (over > 0 || burst > 0) {
      boolean stretch = tally != null && burst > over;
      return new ConservationResult(
          tenant.tenant(),
          ConservationResult.Word.EXCEEDED,
          text,
          admitted,
          perhaps,
          allowed,
          Math.max(over, burst),
          stretch ? tally.fromSeconds() : 0,
          stretch ? tally.toSeconds() : seconds,
          null);
    }
    if (shared) {
      return unknown(tenant, text, admitted, perhaps, allowed, "other shards load it too");
    }
    if (admitted + perhaps > allowed) {
      return unknown(
          tenant,
          text,
          admitted,
          perhaps,
          allowed,
          "up to " + (admitted + perhaps - allowed) + " too many, if all that perhaps passed did");
    }
    return new ConservationResult(
        tenant.tenant(),
        ConservationResult.Word.HOLDS,
        text,
        admitted,
        perhaps,
        allowed,
        0,
        null,
        null,
        null);
  }

  private static ConservationResult unknown(
      LoadReport.OfTenant tenant,
      @Nullable String quota,
      long admitted,
      long perhaps,
      @Nullable Long allowed,
      @Nullable String reason) {
    return new ConservationResult(
        tenant.tenant(),
        ConservationResult.Word.UNKNOWN,
        quota,
        admitted,
        perhaps,
        allowed,
        0,
        null,
        null,
        reason);
  }

  /** 401 and 403 come before the limiter, 5xx from anywhere. */
  private static long admitted(Map<String, Long> statuses) {
    return statuses.entrySet().stream()
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

  private static long perhaps(LoadReport.OfTenant tenant) {
    long errors =
        tenant.statuses().entrySet().stream()
            .filter(entry -> Integer.parseInt(entry.getKey()) >= SERVER_ERROR)
            .mapToLong(Map.Entry::getValue)
            .sum();
    LoadReport.Outcomes so = tenant.outcomes();
    return errors + so.timeout() + so.reset() + tenant.unanswered();
  }

  private static double longestSeconds(LoadReport.OfTenant tenant) {
    long micros = 0;
    for (String word : new String[] {Endings.OK, Endings.FAILED}) {
      LatencyFigures own =
          tenant.responseTimeByOutcome().getOrDefault(word, LatencyFigures.NONE);
      micros = Math.max(micros, own.maxMicros());
    }
    return micros / 1e6;
  }

  private static long allowed(RateLimit limit, double seconds) {
    return limit.burst() + (long) Math.floor(limit.rate().perSecond() * seconds + 1e-6);
  }
}
