package io.voucherctl.commands.serve;

import io.voucherctl.server.gateway.GatewayPlan;
import java.net.URI;

/** One gateway to start; the options of {@code serve gateway}, checked. */
public record GatewayStart(
    GatewayPlan.Listen listen, URI upstream, GatewaySource source, GatewayPlan.Limits limits) {}
