package io.voucherctl.commands.serve;

import io.voucherctl.commands.exit.Failure;
import io.voucherctl.commands.kube.KubeOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Where {@code serve gateway} reads tenants and quotas: files, or a cluster. */
public final class GatewaySourceOptions {
  @Option(
      names = "--quotas",
      paramLabel = "DIR",
      description =
          "One file per tenant, as a mounted ConfigMap tenant-quotas has them. Default: the quotas"
              + " in the tenants file.")
  private @Nullable Path quotas;

  @Option(
      names = "--fleet",
      paramLabel = "DIR",
      description =
          "Where a file ready says how many gateways share every limit, as a mounted ConfigMap"
              + " gateway-fleet has it. Default: this one is alone.")
  private @Nullable Path fleet;

  @Option(
      names = "--tenants",
      paramLabel = "PATH",
      description = "The tenants file, or a directory as a mounted Secret tenant-keys.")
  private @Nullable Path tenants;

  @Option(
      names = "--watch",
      description =
          "Instead of files watch the Kubernetes API: ConfigMap tenant-quotas and Secret"
              + " tenant-keys. In a pod without --context and --kubeconfig its service account"
              + " counts.")
  private boolean watch;

  @Option(
      names = "--fleet-selector",
      paramLabel = "LABELS",
      description =
          "With --watch: the gateways' pods, such as app=gateway; those that are ready share every"
              + " limit. Default: this one is alone.")
  private @Nullable String fleetSelector;

  @Mixin private KubeOptions kube = new KubeOptions();

  GatewaySource source() {
    return watch ? cluster() : files();
  }

  private GatewaySource cluster() {
    if (quotas != null || fleet != null || tenants != null) {
      throw new Failure.BadInput(
          "--watch reads a cluster, and --quotas, --fleet and --tenants name files",
          "choose one of the two");
    }
    if (fleetSelector != null && fleetSelector.isBlank()) {
      throw new Failure.BadInput("--fleet-selector names no label", "such as app=gateway");
    }
    return new GatewaySource.Cluster(kube.target(), fleetSelector);
  }

  private GatewaySource files() {
    if (fleetSelector != null) {
      throw new Failure.BadInput("--fleet-selector goes with --watch", "files count by --fleet");
    }
    if (tenants == null) {
      throw new Failure.BadInput(
          "Missing required option: '--tenants=PATH'", "or --watch, to read them from a cluster");
    }
    if (!Files.exists(tenants)) {
      throw new Failure.BadInput("there is no tenants file or directory " + tenants);
    }
    return new GatewaySource.Files(quotas, fleet, tenants);
  }
}
