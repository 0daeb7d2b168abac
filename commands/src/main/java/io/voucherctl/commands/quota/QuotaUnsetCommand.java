package io.voucherctl.commands.quota;

import io.voucherctl.commands.console.OutputOptions;
import io.voucherctl.commands.kube.KubeOptions;
import io.voucherctl.commands.kube.KubeTarget;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code quota unset}. */
@Command(
    name = "unset",
    header = "Remove one tenant's own quota, so that the default holds.",
    description = "A lease that runs goes with it. A plan that tenants are on is not removed.",
    footer = {"", "Example:", "  voucherctl quota unset acme --context prod"})
public final class QuotaUnsetCommand implements Callable<Integer> {
  @Parameters(paramLabel = "TENANT", description = "The tenant, _default, or a plan as _plan.NAME.")
  private String tenant;

  @Option(
      names = "--force",
      description = "Remove a plan even when tenants are on it; the default holds for them.")
  private boolean force;

  @Mixin private QuotaEditOptions options = new QuotaEditOptions();
  @Mixin private KubeOptions kube = new KubeOptions();
  @Mixin private OutputOptions output;

  private final Function<KubeTarget, QuotaStore> quotas;
  private final InstantSource clock;

  public QuotaUnsetCommand(Function<KubeTarget, QuotaStore> quotas, InstantSource clock) {
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
    return options.edit(tenant, new UnsetQuota(force), false);
  }
}
