package io.voucherctl.commands.quota;

import io.voucherctl.commands.console.OutputOptions;
import io.voucherctl.commands.exit.Failure;
import io.voucherctl.commands.kube.KubeOptions;
import io.voucherctl.commands.kube.KubeTarget;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code quota set}. */
@Command(
    name = "set",
    header = "Change one tenant's quota, the default, or a plan.",
    description = {
      "What is not named stays as it is. A tenant without a quota of its own starts from the"
          + " default's figures; while a lease runs, the lease is what is changed.",
      "",
      "Shows before and after, and the revision. Setting what already holds writes nothing."
    },
    footer = {
      "",
      "Examples:",
      "  voucherctl quota set acme --rate 20/s --context prod --dry-run",
      "  voucherctl quota set acme --rate 2/s --for 30m --context prod",
      "  voucherctl quota set acme --route '/v1/customers=5/s' --context prod",
      "  voucherctl quota set _default --rate 600/m --context prod",
      "  voucherctl quota set _plan.gold --rate 200/s --new --context prod",
      "  voucherctl quota set acme --plan gold --rate none --context prod"
    })
public final class QuotaSetCommand implements Callable<Integer> {
  @Parameters(paramLabel = "TENANT", description = "The tenant, _default, or a plan as _plan.NAME.")
  private String tenant;

  @Mixin private QuotaSettingOptions settings = new QuotaSettingOptions();

  @Option(
      names = "--new",
      description = "The tenant or plan may be one that nobody has heard of yet.")
  private boolean allowNew;

  @Mixin private QuotaEditOptions options = new QuotaEditOptions();
  @Mixin private KubeOptions kube = new KubeOptions();
  @Mixin private OutputOptions output;

  private final Function<KubeTarget, QuotaStore> quotas;
  private final InstantSource clock;

  public QuotaSetCommand(Function<KubeTarget, QuotaStore> quotas, InstantSource clock) {
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
    LeaseTerm term = settings.term();
    if (settings.namesTwoEnds()) {
      throw new Failure.BadInput("--for and --until name two ends", "leave one of them out");
    }
    if (term == null && settings.settings().isEmpty()) {
      throw new Failure.BadInput(
          "nothing to change was named",
          "name at least one of --rate, --burst, --plan, --concurrency, --mode, --route,"
              + " --no-routes");
    }
    return options.edit(tenant, new SetQuota(settings.settings(), term), allowNew);
  }
}
