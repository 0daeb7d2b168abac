package io.voucherctl.commands.quota;

import io.voucherctl.commands.console.OutputOptions;
import io.voucherctl.commands.kube.KubeOptions;
import io.voucherctl.commands.kube.KubeTarget;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code quota unset}. */
@Command(
    name = "unset",
    header = "Remove one tenant's own quota, so that the default holds.",
    footer = {"", "Example:", "  voucherctl quota unset acme --context prod"})
public final class QuotaUnsetCommand implements Callable<Integer> {
  @Parameters(paramLabel = "TENANT", description = "The tenant, or _default.")
  private String tenant;

  @Mixin private QuotaEditOptions options = new QuotaEditOptions();
  @Mixin private KubeOptions kube = new KubeOptions();
  @Mixin private OutputOptions output;

  private final Function<KubeTarget, QuotaStore> quotas;

  public QuotaUnsetCommand(Function<KubeTarget, QuotaStore> quotas) {
    this.quotas = quotas;
  }

  @Override
  public Integer call() {
    QuotaChange change = plan().applyTo(quotas.apply(kube.target()));
    change.notes().forEach(output.talk()::note);
    return output.show(change, QuotaView.CHANGE);
  }

  QuotaEdit plan() {
    return options.edit(tenant, null, false);
  }
}
