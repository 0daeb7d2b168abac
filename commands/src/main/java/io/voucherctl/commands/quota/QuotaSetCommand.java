package io.voucherctl.commands.quota;

import io.voucherctl.commands.console.OutputOptions;
import io.voucherctl.commands.kube.KubeOptions;
import io.voucherctl.commands.kube.KubeTarget;
import io.voucherctl.server.quota.Rate;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code quota set}. */
@Command(
    name = "set",
    header = "Change one tenant's quota.",
    description =
        "Shows before and after, and the revision. Setting what already holds writes nothing.",
    footer = {
      "",
      "Examples:",
      "  voucherctl quota set acme --rate 20/s --context prod --dry-run",
      "  voucherctl quota set acme --rate 20/s --burst 40 --reason 'incident 42' --context prod",
      "  voucherctl quota set _default --rate 600/m --context prod"
    })
public final class QuotaSetCommand implements Callable<Integer> {
  @Parameters(paramLabel = "TENANT", description = "The tenant, or _default.")
  private String tenant;

  @Option(
      names = "--rate",
      required = true,
      paramLabel = "N/s",
      description = "The sustained rate: requests per s, m or h.")
  private Rate rate;

  @Option(
      names = "--burst",
      paramLabel = "N",
      description =
          "How many requests may come at once. Default: one period of the rate, at most 10 s of"
              + " it.")
  private @Nullable Long burst;

  @Option(names = "--new", description = "The tenant may be one that nobody has heard of yet.")
  private boolean allowNew;

  @Mixin private QuotaEditOptions options = new QuotaEditOptions();
  @Mixin private KubeOptions kube = new KubeOptions();
  @Mixin private OutputOptions output;

  private final Function<KubeTarget, QuotaStore> quotas;

  public QuotaSetCommand(Function<KubeTarget, QuotaStore> quotas) {
    this.quotas = quotas;
  }

  @Override
  public Integer call() {
    QuotaChange change = plan().applyTo(quotas.apply(kube.target()));
    change.notes().forEach(output.talk()::note);
    return output.show(change, QuotaView.CHANGE);
  }

  QuotaEdit plan() {
    return options.edit(tenant, QuotaEdit.quota(tenant, rate, burst), allowNew);
  }
}
