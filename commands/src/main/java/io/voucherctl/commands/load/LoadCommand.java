package io.voucherctl.commands.load;

import io.voucherctl.commands.console.OutputOptions;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code load}: the same as {@code load run} without a plan file. */
@Command(
    name = "load",
    header = "Load a region, tenant by tenant, and measure what each one gets.",
    description =
        "Requests are sent when they are due, whatever became of those before (open model), and the"
            + " response time counts from that moment. Every tenant has its own keys and"
            + " connections. The vouchers it needs are issued first, through the API.",
    subcommands = {
      LoadRunCommand.class,
      LoadPlanCommand.class,
      LoadSelfTestCommand.class,
    },
    footer = {
      "",
      "Examples:",
      "  voucherctl load --target http://127.0.0.1:8080 --tenants tenants.yaml \\",
      "      --tenant acme=50/s --tenant globex=10/s --duration 30s",
      "  ... --tenant acme=400/s --operation acme:guess=100 --hlog run.hlog -o json",
      "  voucherctl load run plan.yaml      stages, mixes and conditions from a file"
    })
public final class LoadCommand implements Callable<Integer> {
  @Mixin private LoadOptions options;
  @Mixin private QuotaCheckOptions quotas;
  @Mixin private OutputOptions output;

  private final LoadPorts ports;

  public LoadCommand(LoadPorts ports) {
    this.ports = ports;
  }

  @Override
  public Integer call() {
    return new WatchedLoad(ports, output).answer(job(), quotas);
  }

  LoadJob job() {
    return options.job(null);
  }
}
