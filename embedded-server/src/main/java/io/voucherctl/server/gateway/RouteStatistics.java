package io.voucherctl.server.gateway;

import io.voucherctl.server.gateway.Admission.Bound;
import io.voucherctl.server.http.Decision.UpstreamFailure;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * What one tenant did on one route since the start. Safe for all threads. A request is counted as
 * offered and once more by what became of it; whoever counts it holds this row's monitor from the
 * one to the other, so that no snapshot shows half a decision. Under it nothing may wait for
 * another row.
 */
final class RouteStatistics {
  /** Longer is counted as this long; it bounds the histogram, at 20 KB. */
  private static final long LONGEST_MICROS = TimeUnit.MINUTES.toMicros(2);

  private static final int SIGNIFICANT_DIGITS = 2;

  private final Tally<Bound> shadowLimited = Tally.of(Bound.class);
  private final Tally<Bound> limited = Tally.of(Bound.class);
  private final Tally<Refusal> refused = Tally.of(Refusal.class);
  private final Tally<StatusClass> answeredBy = Tally.of(StatusClass.class);
  private final Tally<UpstreamFailure> upstreamFailures = Tally.of(UpstreamFailure.class);
  private final Histogram micros = histogram();
  private long offered;
  private long admitted;
  private long shed;
  private long answered;
  private long left;
  private long inFlight;
  private long totalMicros;
  private @Nullable RouteStatistics heir;

  /** An empty one, of the kind that all of ours can be added to without loss. */
  static Histogram histogram() {
    return new Histogram(SIGNIFICANT_DIGITS);
  }

  /** A request has come; one of the next four methods says what became of it. */
  synchronized void offered() {
    offered++;
  }

  /**
   * It is under way, until {@link #answered}, {@link #failed} or {@link #left}.
   *
   * @param shadowed what it would have run into, had the quota been enforced
   */
  synchronized void admitted(@Nullable Bound shadowed) {
    admitted++;
    inFlight++;
    if (shadowed != null) {
      shadowLimited.add(shadowed);
    }
    passOn();
  }

  synchronized void limited(Bound by) {
    limited.add(by);
    passOn();
  }

  /** Turned away so that the gateway stays alive. */
  synchronized void shed() {
    shed++;
    passOn();
  }

  synchronized void refused(Refusal reason) {
    refused.add(reason);
    passOn();
  }

  /** A request that was refused as soon as it had come. */
  synchronized void turnedAway(Refusal reason) {
    offered();
    refused(reason);
  }

  /** An admitted request got an answer. */
  synchronized void answered(int status, long nanos) {
    answered++;
    answeredBy.add(StatusClass.of(status));
    ended(nanos);
  }

  /** An admitted request was answered in the upstream's stead. */
  synchronized void failed(UpstreamFailure failure, int status, long nanos) {
    upstreamFailures.add(failure);
    answered(status, nanos);
  }

  /** The client of an admitted request had gone before an answer began. */
  synchronized void left(long nanos) {
    left++;
    ended(nanos);
  }

  private void ended(long nanos) {
    inFlight--;
    long took = Math.clamp(TimeUnit.NANOSECONDS.toMicros(nanos), 0, LONGEST_MICROS);
    micros.recordValue(took);
    totalMicros += took;
    passOn();
  }

  /**
   * From now on all of this is counted there, what was counted so far too. The heir has none, and
   * is read only after this has returned.
   */
  synchronized void retire(RouteStatistics to) {
    heir = to;
    passOn();
  }

  /** Between two decisions, so that the heir's sums hold at every moment. */
  private void passOn() {
    if (heir != null) {
      heir.add(snapshot(""));
      clear();
    }
  }

  synchronized void add(RouteFigures more) {
    offered += more.offered();
    admitted += more.admitted();
    shed += more.shed();
    answered += more.answered();
    left += more.left();
    inFlight += more.inFlight();
    totalMicros += more.totalMicros();
    shadowLimited.add(more.shadowLimitedBy());
    limited.add(more.limitedBy());
    refused.add(more.refusedBy());
    answeredBy.add(more.answeredBy());
    upstreamFailures.add(more.upstreamFailures());
    micros.add(more.micros());
  }

  private void clear() {
    offered = 0;
    admitted = 0;
    shed = 0;
    answered = 0;
    left = 0;
    inFlight = 0;
    totalMicros = 0;
    shadowLimited.clear();
    limited.clear();
    refused.clear();
    answeredBy.clear();
    upstreamFailures.clear();
    micros.reset();
  }

  synchronized RouteFigures snapshot(String route) {
    return new RouteFigures(
        route,
        offered,
        admitted,
        shadowLimited.copy(),
        limited.copy(),
        shed,
        refused.copy(),
        answered,
        answeredBy.copy(),
        upstreamFailures.copy(),
        left,
        inFlight,
        micros.copy(),
        totalMicros);
  }
}
