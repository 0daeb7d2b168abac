package io.voucherctl.commands.gateway;

import io.voucherctl.commands.console.OutputOptions;
import io.voucherctl.commands.kube.KubeOptions;
import io.voucherctl.commands.kube.KubeTarget;
import io.voucherctl.server.gateway.FleetStatus;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code gateway status}. */
@Command(
    name = "status",
    header = "Show what came and what became of it, per tenant and route, over all gateways.",
    description = {
      "Counts are since each gateway started, and offered = admitted + limited + shed + refused in "
          + "every row. Counts and response-time histograms of the gateways are added, so a "
          + "percentile is that of all requests. A gateway that does not answer is left out and "
          + "named on stderr; when none answers the exit code is 4."
    },
    footer = {
      "",
      "Examples:",
      "  voucherctl gateway status --context prod -n vouchers",
      "  voucherctl gateway status --context prod -o json",
      "  voucherctl gateway status --admin http://127.0.0.1:9090"
    })
public final class GatewayStatusCommand implements Callable<Integer> {
  @Option(
      names = "--admin",
      paramLabel = "URL",
      description = "Ask this admin port instead of a cluster's gateways; may be repeated.")
  private List<URI> admins = List.of();

  @Option(
      names = "--histograms",
      description = "Keep the histograms in a document: HdrHistogram's V2 encoding, in base64.")
  private boolean histograms;

  @Option(
      names = "--wait",
      paramLabel = "TIME",
      description =
          "How long a gateway may take to answer; longer on a busy machine. Default:"
              + " ${DEFAULT-VALUE}.",
      defaultValue = "1s")
  private Duration wait;

  @Mixin private KubeOptions kube = new KubeOptions();
  @Mixin private OutputOptions output;

  private final Function<KubeTarget, GatewayReader> clusters;
  private final Function<List<URI>, GatewayReader> adminPorts;

  public GatewayStatusCommand(
      Function<KubeTarget, GatewayReader> clusters, Function<List<URI>, GatewayReader> adminPorts) {
    this.clusters = clusters;
    this.adminPorts = adminPorts;
  }

  @Override
  public Integer call() {
    GatewayReading reading = reader().read(wait);
    reading
        .unreachable()
        .forEach(gateway -> {
          output.talk().note("gateway " + gateway.name() + " is left out: " + gateway.reason());
        });
    return output.show(
        FleetStatus.of(reading.replicas(), reading.unreachable(), histograms),
        new GatewayStatusView());
  }

  private GatewayReader reader() {
    return admins.isEmpty() ? clusters.apply(kube.target()) : adminPorts.apply(admins);
  }
}
