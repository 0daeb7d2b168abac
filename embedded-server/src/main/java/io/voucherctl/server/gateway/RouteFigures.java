package io.voucherctl.server.gateway;

import java.util.List;

/**
 * One tenant on one route, as of one moment.
 *
 * @param admitted answered or still under way
 * @param shadowLimited admitted, though over a quota that is not enforced
 * @param limited rejected by the quota
 * @param shed turned away so that the gateway stays alive
 * @param refused without a tenant's key pair
 * @param upstreamErrors admitted, and answered in the upstream's stead
 * @param byStatusClass answers to admitted requests: at 0 none, at 1 to 5 the class
 */
record RouteFigures(
    String route,
    long admitted,
    long shadowLimited,
    long limited,
    long shed,
    long refused,
    long upstreamErrors,
    List<Long> byStatusClass,
    ResponseTime responseTime) {

  long offered() {
    return admitted + limited + shed + refused;
  }
}
