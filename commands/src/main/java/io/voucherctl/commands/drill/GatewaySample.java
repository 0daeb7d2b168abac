package io.voucherctl.commands.drill;

import java.time.Instant;
import java.util.List;

/**
 * What one gateway process said of itself at one moment.
 *
 * @param pod the pod's name
 * @param startedAt start of the process: with the pod's name it tells one life from the next
 * @param heapUsedBytes live heap after the last collection
 * @param counts since the start of the process
 */
record GatewaySample(
    String pod, Instant startedAt, long heapUsedBytes, long heapMaxBytes, List<RouteCount> counts) {

  /** Requests of one tenant on one route. */
  record RouteCount(String tenant, String route, long offered, long admitted, long limited) {
    RouteCount plus(RouteCount other) {
      return new RouteCount(
          tenant,
          route,
          offered + other.offered,
          admitted + other.admitted,
          limited + other.limited);
    }

    RouteCount minus(RouteCount earlier) {
      return new RouteCount(
          tenant,
          route,
          offered - earlier.offered,
          admitted - earlier.admitted,
          limited - earlier.limited);
    }
  }

  int heapPercent() {
    return heapMaxBytes <= 0 ? 0 : (int) (100 * heapUsedBytes / heapMaxBytes);
  }
}
