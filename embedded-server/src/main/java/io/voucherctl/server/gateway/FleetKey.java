package io.voucherctl.server.gateway;

import io.voucherctl.server.quota.RoutePattern;
import org.jspecify.annotations.Nullable;

/**
 * Which bucket of the fleet.
 *
 * @param route the cap of that route; null for the bucket of the tenant itself
 */
public record FleetKey(String tenant, @Nullable RoutePattern route) {}
