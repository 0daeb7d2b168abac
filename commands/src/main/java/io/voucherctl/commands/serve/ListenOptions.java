package io.voucherctl.commands.serve;

import io.voucherctl.commands.exit.Failure;
import io.voucherctl.server.gateway.GatewayPlan;
import java.net.InetAddress;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What a gateway listens on. */
public final class ListenOptions {
  @Option(
      names = "--host",
      paramLabel = "ADDRESS",
      description =
          "Address of both ports; in a pod the pod's own, or 0.0.0.0 for all. The admin port asks"
              + " nobody who they are. Default: ${DEFAULT-VALUE}.")
  private String host = Ports.HOST;

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

  GatewayPlan.Listen listen() {
    return new GatewayPlan.Listen(address(), Ports.require(port), Ports.require(adminPort), tls());
  }

  private String address() {
    try {
      return InetAddress.ofLiteral(host).getHostAddress();
    } catch (IllegalArgumentException e) {
      throw new Failure.BadInput(
          "'" + host + "' is no address to listen on", "such as 127.0.0.1, 0.0.0.0 or ::");
    }
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
