package io.voucherctl.commands.serve;

import io.voucherctl.commands.console.OutputOptions;
import io.voucherctl.server.voucher.VoucherServer;
import io.voucherctl.server.voucher.store.StoreAddress;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The voucher API alone, in the foreground. */
@Command(
    name = "api",
    header = "Run the voucher API alone, in the foreground.",
    description =
        "Listens on 127.0.0.1 and trusts the gateway before it to say whose call it is (header"
            + " x-voucherctl-tenant). Stops on SIGINT or SIGTERM, after the requests in flight.")
public final class ServeApiCommand implements Callable<Integer> {
  @Option(
      names = "--port",
      required = true,
      paramLabel = "PORT",
      description = "Port to listen on; 0 takes a free one.")
  private int port;

  @Mixin private StoreOptions store;

  @Mixin private OutputOptions output;

  private final Function<ApiPlan, VoucherServer> servers;
  private final Foreground foreground;
  private final DatabaseLogin login;

  /** What to start. */
  public record ApiPlan(int port, StoreAddress store) {}

  public ServeApiCommand(
      Function<ApiPlan, VoucherServer> servers, Foreground foreground, DatabaseLogin login) {
    this.servers = servers;
    this.foreground = foreground;
    this.login = login;
  }

  @Override
  public Integer call() throws InterruptedException {
    ApiPlan plan = plan();
    try (VoucherServer server = servers.apply(plan)) {
      PartAddress address =
          PartAddress.of("voucher API", server.port(), StoreKind.of(plan.store()));
      int code = output.show(address, PartAddress.VIEW);
      output.talk().note("ready; stop with Ctrl-C");
      foreground.awaitStop();
      return code;
    }
  }

  ApiPlan plan() {
    return new ApiPlan(Ports.require(port), store.address(login));
  }
}
