package io.voucherctl.commands.serve;

import io.voucherctl.server.gateway.GatewayPlan;
import io.voucherctl.server.gateway.OverloadLimits;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** One gateway to start; the options of {@code serve gateway}, checked. */
public record GatewayStart(
    int port,
    int adminPort,
    URI upstream,
    GatewaySource source,
    boolean as1Defect,
    GatewayPlan.@Nullable Tls tls,
    OverloadLimits overload) {}
