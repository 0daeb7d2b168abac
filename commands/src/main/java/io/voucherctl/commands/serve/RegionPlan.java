package io.voucherctl.commands.serve;

import io.voucherctl.commands.exit.Failure;
import io.voucherctl.server.gateway.OverloadLimits;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One region to start.
 *
 * @param gateways replicas of the gateway
 * @param port of the ingress; 0 takes a free one
 * @param tenants tenants file; null takes the one in {@code state}, or makes tenants up
 * @param state directory for everything else; null takes a temporary one
 * @param as1Defect whether the gateways carry the AS1 defect
 * @param overload when a gateway turns requests away to stay alive
 * @param gatewayMemory memory limit of a gateway pod, as Kubernetes spells it
 * @param backOffUnit first wait of the restart back-off; a real kubelet's is 10 s
 * @param demoSeed which demo data an empty store gets; null for none
 */
record RegionPlan(
    int gateways,
    int port,
    ApiPart api,
    @Nullable Path tenants,
    @Nullable Path state,
    boolean as1Defect,
    OverloadLimits overload,
    String gatewayMemory,
    Duration backOffUnit,
    @Nullable Long demoSeed) {
  private static final int MAX_GATEWAYS = 20;

  RegionPlan {
    if (gateways < 0 || gateways > MAX_GATEWAYS) {
      throw new Failure.BadInput(
          "--gateways must be 0 to "
              + MAX_GATEWAYS
              + ", not "
              + gateways
              + ": each is a process of its own");
    }
    Ports.require(port);
    if (!gatewayMemory.matches("[1-9]\\d{0,6}(Mi|Gi|M|G)")) {
      throw new Failure.BadInput(
          "'" + gatewayMemory + "' is not a memory size", "write it as Kubernetes does: 128Mi");
    }
    if (backOffUnit.compareTo(Duration.ofMillis(100)) < 0
        || backOffUnit.compareTo(Duration.ofSeconds(10)) > 0) {
      throw new Failure.BadInput("--back-off-unit must be 100ms to 10s");
    }
  }
}
