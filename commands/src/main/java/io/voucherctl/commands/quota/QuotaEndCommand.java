package io.voucherctl.commands.quota;

import io.voucherctl.commands.console.OutputOptions;
import io.voucherctl.commands.kube.KubeOptions;
import io.voucherctl.commands.kube.KubeTarget;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code quota end}. */
@Command(
    name = "end",
    header = "End a lease now, before its time.",
    description =
        "What the lease falls back to holds at once. Without this command the gateways end it on"
            + " time by themselves.",
    footer = {"", "Example:", "  voucherctl quota end acme --context prod"})
public final class QuotaEndCommand implements Callable<Integer> {
  @Parameters(paramLabel = "TENANT", description = "The tenant, _default, or a plan as _plan.NAME.")
  private String tenant;

  @Mixin private QuotaEditOptions options = new QuotaEditOptions();
  @Mixin private KubeOptions kube = new KubeOptions();
  @Mixin private OutputOptions output;

  private final Function<KubeTarget, QuotaStore> quotas;
  private final InstantSource clock;

  public QuotaEndCommand(Function<KubeTarget, QuotaStore> quotas, InstantSource clock) {
    this.quotas = quotas;
    this.clock = clock;
  }

  @Override
  public Integer call() {
    QuotaChange change = plan().applyTo(quotas.apply(kube.target()), clock.instant());
    change.notes().forEach(output.talk()::note);
    return output.show(change, QuotaView.CHANGE);
  }

  QuotaEdit plan() {
    return options.edit(tenant, new EndLease(), false);
  }
}
