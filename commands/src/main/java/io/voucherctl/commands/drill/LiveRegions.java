package io.voucherctl.commands.drill;

import io.voucherctl.commands.exit.Failure;
import io.voucherctl.commands.kube.KubeSession;
import io.voucherctl.commands.kube.KubeTarget;
import io.voucherctl.commands.load.LoadSession;
import io.voucherctl.commands.load.http.LoadTarget;
import io.voucherctl.commands.serve.Defect;
import io.voucherctl.commands.serve.RegionAddress;
import io.voucherctl.commands.time.Durations;
import io.voucherctl.commands.time.Ticker;
import io.voucherctl.server.cluster.kubelet.ContainerRuntime;
import io.voucherctl.server.quota.TenantsFile;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Starts a region's process and opens the drill's hands on it. */
final class LiveRegions implements Stage.RegionOpener {
  private static final int HEAP_MEGABYTES = 256;

  private final ContainerRuntime runtime;
  private final Function<KubeTarget, KubeSession> kube;
  private final Function<LoadTarget, LoadSession> load;
  private final InstantSource clock;
  private final Ticker ticker;

  LiveRegions(
      ContainerRuntime runtime,
      Function<KubeTarget, KubeSession> kube,
      Function<LoadTarget, LoadSession> load,
      InstantSource clock,
      Ticker ticker) {
    this.runtime = runtime;
    this.kube = kube;
    this.load = load;
    this.clock = clock;
    this.ticker = ticker;
  }

  @Override
  public Region open(DrillPlan plan, Path directory) throws InterruptedException {
    List<String> argv = runtime.argv("voucherctl", HEAP_MEGABYTES, serve(plan, directory));
    RegionProcess process = RegionProcess.start(argv, directory.resolve("region.log"));
    try {
      RegionAddress address = process.address();
      KubeTarget target = new KubeTarget(Path.of(address.kubeconfig()), null, null);
      return new LiveRegion(
          process, kube.apply(target), load.apply(target(address)), clock, ticker);
    } catch (IOException | RuntimeException e) {
      process.close();
      throw e instanceof RuntimeException broken
          ? broken
          : new Failure.Broken("cannot read the region's tenants", null, e);
    }
  }

  private static LoadTarget target(RegionAddress address) throws IOException {
    return LoadTarget.of(
        URI.create(address.gatewayUrl()), TenantsFile.read(Path.of(address.tenantsFile())));
  }

  private static List<String> serve(DrillPlan plan, Path directory) {
    List<String> args = new ArrayList<>(List.of("serve", "--no-demo", "-o", "json"));
    args.addAll(List.of("--gateways", Integer.toString(plan.gateways())));
    args.addAll(List.of("--gateway-memory", plan.gatewayMemory()));
    args.addAll(List.of("--back-off-unit", Durations.format(plan.backOffUnit())));
    // Watermarks would keep the gateways alive, and there would be no outage to end.
    args.addAll(List.of("--shed-at", "off", "--refuse-at", "off"));
    args.addAll(List.of("--state", directory.resolve("region").toString()));
    if (plan.defect()) {
      args.addAll(List.of("--defect", Defect.as1.name()));
    }
    return args;
  }
}
