package io.voucherctl.commands.serve;

import io.voucherctl.commands.console.OutputOptions;
import io.voucherctl.commands.exit.Failure;
import io.voucherctl.server.gateway.GatewayPlan;
import io.voucherctl.server.gateway.GatewayServer;
import java.net.URI;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** One gateway alone, in the foreground. */
@Command(
    name = "gateway",
    header = "Run one gateway alone, in the foreground.",
    description =
        "Checks credentials, applies quotas and passes on to the voucher API. Quotas and tenants"
            + " are read again when they change. The admin port serves /livez, /readyz, /status"
            + " and /metrics.")
public final class ServeGatewayCommand implements Callable<Integer> {
  @Mixin private ListenOptions listen = new ListenOptions();

  @Option(
      names = "--upstream",
      required = true,
      paramLabel = "URL",
      description = "The voucher API, such as http://127.0.0.1:8081.")
  private URI upstream;

  @Mixin private GatewaySourceOptions source = new GatewaySourceOptions();

  @Option(
      names = "--defect",
      paramLabel = "NAME",
      description = "Switch a known bug on: ${COMPLETION-CANDIDATES}.")
  private @Nullable Defect defect;

  @Mixin private LimiterOptions limiter = new LimiterOptions();

  @Mixin private OverloadOptions overload;

  @Mixin private OutputOptions output;

  private final Function<GatewayStart, GatewayServer> servers;
  private final Foreground foreground;

  public ServeGatewayCommand(Function<GatewayStart, GatewayServer> servers, Foreground foreground) {
    this.servers = servers;
    this.foreground = foreground;
  }

  @Override
  public Integer call() throws InterruptedException {
    GatewayStart start = plan();
    try (GatewayServer server = servers.apply(start)) {
      PartAddress address = PartAddress.of(start.listen(), server.port());
      int code = output.show(address, PartAddress.VIEW);
      output.talk().note("ready, admin port " + server.adminPort() + "; stop with Ctrl-C");
      foreground.awaitStop();
      return code;
    }
  }

  GatewayStart plan() {
    if (upstream.getHost() == null || !upstream.toString().matches("(?i)http://[^/?#@]+/?")) {
      throw new Failure.BadInput(
          "the upstream is not http://HOST:PORT and nothing more", "such as http://127.0.0.1:8081");
    }
    return new GatewayStart(
        listen.listen(),
        upstream,
        source.source(),
        new GatewayPlan.Limits(overload.limits(), defect == Defect.as1),
        limiter.read());
  }
}
