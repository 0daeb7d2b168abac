package io.voucherctl.commands.serve;

import io.voucherctl.commands.kube.KubeTarget;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Where a gateway reads its tenants, their quotas, and the size of the fleet. */
public sealed interface GatewaySource {
  /**
   * Files, as a kubelet mounts them.
   *
   * @param quotas null: as the tenants file has them
   * @param fleet null: this gateway is alone
   */
  record Files(@Nullable Path quotas, @Nullable Path fleet, Path tenants)
      implements GatewaySource {}

  /**
   * The Kubernetes API itself.
   *
   * @param target names neither a context nor a file for the cluster whose pod this is
   * @param fleetSelector labels of the gateways' pods; null: this gateway is alone
   */
  record Cluster(KubeTarget target, @Nullable String fleetSelector) implements GatewaySource {}
}
