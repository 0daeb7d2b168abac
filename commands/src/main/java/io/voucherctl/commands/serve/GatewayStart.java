package io.voucherctl.commands.serve;

import io.voucherctl.server.gateway.GatewayPlan;
import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** One gateway to start; the options of {@code serve gateway}, checked. */
public record GatewayStart(
    int port,
    int adminPort,
    URI upstream,
    @Nullable Path quotas,
    Path tenants,
    boolean as1Defect,
    GatewayPlan.@Nullable Tls tls,
    @Nullable LimiterStart limiter) {}
