package io.voucherctl.server.gateway;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How close a gateway is to its limits, and what it does about it.
 *
 * @param level {@code normal}, {@code shedding} or {@code refusing}
 * @param since RFC 3339; when the level was last another
 * @param heapLivePercent of the heap is beyond what a collection can free, as of the last
 *     collection of the old generation; 0 before the first
 * @param shedAtPercent null when nobody is shed for the heap's sake
 * @param refuseAtPercent null when connections are never refused for the heap's sake
 * @param inFlight requests under way
 * @param shed tenants whose new requests are turned away, in order of their ids
 */
public record OverloadStatus(
    String level,
    String since,
    double heapLivePercent,
    @Nullable Integer shedAtPercent,
    @Nullable Integer refuseAtPercent,
    int inFlight,
    int mostInFlight,
    List<ShedTenant> shed) {

  /** A tenant that is shed, and since when (RFC 3339). */
  public record ShedTenant(String tenant, String since) {}
}
