package io.voucherctl.commands.quota;

import io.voucherctl.commands.console.OutputOptions;
import io.voucherctl.commands.kube.KubeOptions;
import io.voucherctl.commands.kube.KubeTarget;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code quota get}. */
@Command(
    name = "get",
    header = "Show one tenant's quota and its revision.",
    footer = {"", "Example:", "  voucherctl quota get acme --context prod"})
public final class QuotaGetCommand implements Callable<Integer> {
  @Parameters(paramLabel = "TENANT", description = "The tenant, or _default.")
  private String tenant;

  @Mixin private KubeOptions kube = new KubeOptions();
  @Mixin private OutputOptions output;

  private final Function<KubeTarget, QuotaStore> quotas;

  public QuotaGetCommand(Function<KubeTarget, QuotaStore> quotas) {
    this.quotas = quotas;
  }

  @Override
  public Integer call() {
    return output.show(QuotaAnswer.of(tenant, quotas.apply(kube.target())), QuotaView.ANSWER);
  }
}
