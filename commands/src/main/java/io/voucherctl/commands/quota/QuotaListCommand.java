package io.voucherctl.commands.quota;

import io.voucherctl.commands.console.OutputOptions;
import io.voucherctl.commands.kube.KubeOptions;
import io.voucherctl.commands.kube.KubeTarget;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code quota list}. */
@Command(
    name = "list",
    header = "Show every tenant's quota as it holds now.",
    description =
        "Tenants without a quota of their own are shown with the default one. FROM says whose"
            + " rate it is: own, plan, default, or built-in where no default is set.",
    footer = {"", "Example:", "  voucherctl quota list --context prod"})
public final class QuotaListCommand implements Callable<Integer> {
  @Mixin private KubeOptions kube = new KubeOptions();
  @Mixin private OutputOptions output;

  private final Function<KubeTarget, QuotaStore> quotas;
  private final InstantSource clock;

  public QuotaListCommand(Function<KubeTarget, QuotaStore> quotas, InstantSource clock) {
    this.quotas = quotas;
    this.clock = clock;
  }

  @Override
  public Integer call() {
    QuotaList list = QuotaList.of(quotas.apply(kube.target()), clock.instant());
    list.notes().forEach(output.talk()::note);
    return output.show(list, QuotaView.LIST);
  }
}
