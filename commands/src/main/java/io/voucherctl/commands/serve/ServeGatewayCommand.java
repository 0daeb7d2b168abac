package io.voucherctl.commands.serve;

import io.voucherctl.commands.console.OutputOptions;
import io.voucherctl.commands.exit.Failure;
import io.voucherctl.server.gateway.GatewayPlan;
import io.voucherctl.server.gateway.GatewayServer;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
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
  @Option(
      names = "--port",
      required = true,
      paramLabel = "PORT",
      description = "Port that tenants call; 0 takes a free one.")
  private int port;

  @Option(
      names = "--admin-port",
      required = true,
      paramLabel = "PORT",
      description = "Port for probes, status and metrics; 0 takes a free one.")
  private int adminPort;

  @Option(
      names = "--upstream",
      required = true,
      paramLabel = "URL",
      description = "The voucher API, such as http://127.0.0.1:8081.")
  private URI upstream;

  @Option(
      names = "--quotas",
      paramLabel = "DIR",
      description =
          "One file per tenant, as a mounted ConfigMap tenant-quotas has them. Default: the quotas"
              + " in the tenants file.")
  private @Nullable Path quotas;

  @Option(
      names = "--tenants",
      required = true,
      paramLabel = "PATH",
      description = "The tenants file, or a directory as a mounted Secret tenant-keys.")
  private Path tenants;

  @Option(
      names = "--defect",
      paramLabel = "NAME",
      description = "Switch a known bug on: ${COMPLETION-CANDIDATES}.")
  private @Nullable Defect defect;

  @Option(
      names = "--tls-cert",
      paramLabel = "FILE",
      description =
          "Speak TLS (and HTTP/2) with this PEM certificate chain; with --tls-key. Both files are"
              + " read again when they change.")
  private @Nullable Path tlsCertificate;

  @Option(
      names = "--tls-key",
      paramLabel = "FILE",
      description = "The certificate's private key, PEM and PKCS#8.")
  private @Nullable Path tlsKey;

  @Mixin private final LimiterOptions limiter = new LimiterOptions();

  @Mixin private OutputOptions output;

  private final Function<GatewayStart, GatewayServer> servers;
  private final Foreground foreground;

  public ServeGatewayCommand(Function<GatewayStart, GatewayServer> servers, Foreground foreground) {
    this.servers = servers;
    this.foreground = foreground;
  }

  @Override
  public Integer call() throws InterruptedException {
    try (GatewayServer server = servers.apply(plan())) {
      String scheme = server.tls() == null ? "http" : "https";
      PartAddress address = PartAddress.of("gateway", scheme, server.port(), null);
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
    if (!Files.exists(tenants)) {
      throw new Failure.BadInput("there is no tenants file or directory " + tenants);
    }
    return new GatewayStart(
        Ports.require(port),
        Ports.require(adminPort),
        upstream,
        quotas,
        tenants,
        defect == Defect.as1,
        tls(),
        limiter.read());
  }

  private GatewayPlan.@Nullable Tls tls() {
    if (tlsCertificate == null && tlsKey == null) {
      return null;
    }
    if (tlsCertificate == null || tlsKey == null) {
      throw new Failure.BadInput("--tls-cert and --tls-key go together");
    }
    return new GatewayPlan.Tls(tlsCertificate, tlsKey);
  }
}
