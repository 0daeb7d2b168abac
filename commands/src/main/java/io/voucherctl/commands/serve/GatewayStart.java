package io.voucherctl.commands.serve;

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
    @Nullable LimiterStart limiter) {}
