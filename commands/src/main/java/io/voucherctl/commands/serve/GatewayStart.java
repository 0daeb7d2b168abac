package io.voucherctl.commands.serve;

import io.voucherctl.server.gateway.GatewayPlan;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * One gateway to start; the options of {@code serve gateway}, checked.
 *
 * @param limits without a fleet
 * @param limiter null: its buckets are its own
 */
public record GatewayStart(
    GatewayPlan.Listen listen,
    URI upstream,
    GatewaySource source,
    GatewayPlan.Limits limits,
    @Nullable LimiterStart limiter) {}
