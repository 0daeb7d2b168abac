package io.voucherctl.server.gateway;

import io.voucherctl.server.gateway.Admission.Bound;
import io.voucherctl.server.http.Decision.UpstreamFailure;
import java.util.Collection;
import org.HdrHistogram.Histogram;

/**
 * One tenant on one route, as of one moment. Always {@code offered = admitted + limited + shed +
 * refused} and {@code admitted = answered + left + inFlight}, each of them counted by itself.
 *
 * @param admitted by the quota; shadow-limited ones too
 * @param shadowLimitedBy admitted, though over a quota that is not enforced, by what it ran into
 * @param limitedBy rejected by the quota, by what it ran into
 * @param shed turned away so that the gateway stays alive
 * @param refusedBy before any quota was asked
 * @param answered admitted, and an answer's head was sent
 * @param upstreamFailures answered in the upstream's stead, by what had failed
 * @param left admitted, and the client had gone before an answer began
 * @param micros response times of what was answered and of what left; nobody changes it any more
 */
record RouteFigures(
    String route,
    long offered,
    long admitted,
    Tally<Bound> shadowLimitedBy,
    Tally<Bound> limitedBy,
    long shed,
    Tally<Refusal> refusedBy,
    long answered,
    Tally<StatusClass> answeredBy,
    Tally<UpstreamFailure> upstreamFailures,
    long left,
    long inFlight,
    Histogram micros,
    long totalMicros) {

  /** The figures of all of them together. */
  static RouteFigures sum(String route, Collection<RouteFigures> all) {
    RouteStatistics sum = new RouteStatistics();
    all.forEach(sum::add);
    return sum.snapshot(route);
  }

  long shadowLimited() {
    return shadowLimitedBy.total();
  }

  long limited() {
    return limitedBy.total();
  }

  long refused() {
    return refusedBy.total();
  }

  long upstreamErrors() {
    return upstreamFailures.total();
  }

  ResponseTime responseTime() {
    return ResponseTime.of(micros, totalMicros);
  }
}
