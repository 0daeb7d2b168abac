package io.voucherctl.commands.serve;

import io.voucherctl.server.quota.Tenant;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One region to start.
 *
 * @param gateways replicas of the gateway
 * @param port of the ingress; 0 takes a free one
 * @param data where the voucher database is kept; null keeps it in memory
 * @param state existing directory for everything else
 * @param as1Defect whether the gateways carry the AS1 defect
 * @param gatewayMemory memory limit of a gateway pod, as Kubernetes spells it
 * @param backOffUnit first wait of the restart back-off; a real kubelet's is 10 s
 */
public record RegionPlan(
    int gateways,
    int port,
    @Nullable Path data,
    List<Tenant> tenants,
    Path state,
    boolean as1Defect,
    String gatewayMemory,
    Duration backOffUnit) {}
