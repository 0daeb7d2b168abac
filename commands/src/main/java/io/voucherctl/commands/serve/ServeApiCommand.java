package io.voucherctl.commands.serve;

import io.voucherctl.commands.console.OutputOptions;
import io.voucherctl.server.voucher.VoucherServer;
import io.voucherctl.server.voucher.store.StoreAddress;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The voucher API alone, in the foreground. */
@Command(
    name = "api",
    header = "Run the voucher API alone, in the foreground.",
    description =
        "Listens on 127.0.0.1. Without --tenants it trusts the gateway before it to say whose call"
            + " it is (header x-voucherctl-tenant). Stops on SIGINT or SIGTERM, after the requests"
            + " in flight.")
public final class ServeApiCommand implements Callable<Integer> {
  @Option(
      names = "--port",
      required = true,
      paramLabel = "PORT",
      description = "Port to listen on; 0 takes a free one.")
  private int port;

  @Mixin private StoreOptions store;

  @Option(
      names = "--tenants",
      paramLabel = "FILE",
      description =
          "Check the tenants' keys itself, for callers without a gateway between: a tenants file,"
              + " or a directory as a mounted Secret tenant-keys, read again when it changes.")
  private @Nullable Path tenants;

  @Mixin private OutputOptions output;

  private final Function<ApiPlan, VoucherServer> servers;
  private final Foreground foreground;
  private final DatabaseLogin login;

  /**
   * What to start.
   *
   * @param tenants whose keys to check; without it the gateway's word is trusted
   */
  public record ApiPlan(int port, StoreAddress store, Optional<Path> tenants) {}

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
    return new ApiPlan(
        Ports.require(port),
        store.address(login),
        Optional.ofNullable(tenants).map(KeySource::require));
  }
}
