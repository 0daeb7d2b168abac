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

/** {@code quota get}. */
@Command(
    name = "get",
    header = "Show all of one tenant's quota as it holds now, and its revision.",
    footer = {"", "Example:", "  voucherctl quota get acme --context prod"})
public final class QuotaGetCommand implements Callable<Integer> {
  @Parameters(paramLabel = "TENANT", description = "The tenant, _default, or a plan as _plan.NAME.")
  private String tenant;

  @Mixin private KubeOptions kube = new KubeOptions();
  @Mixin private OutputOptions output;

  private final Function<KubeTarget, QuotaStore> quotas;
  private final InstantSource clock;

  public QuotaGetCommand(Function<KubeTarget, QuotaStore> quotas, InstantSource clock) {
    this.quotas = quotas;
    this.clock = clock;
  }

  @Override
  public Integer call() {
    return output.show(
        QuotaAnswer.of(tenant, quotas.apply(kube.target()), clock.instant()), QuotaView.ANSWER);
  }
}
