package io.voucherctl.commands.drill;

import io.voucherctl.commands.console.OutputOptions;
import io.voucherctl.commands.console.Progress;
import io.voucherctl.commands.console.Talk;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The drill of 20 August 2021. */
@Command(
    name = "as1",
    header = "Replay the outage of 20 August 2021, and end it.",
    description =
        "Starts a voucher API and two gateways with a known bug as real processes, and loads them"
            + " tenant by tenant. One tenant floods one route: its limit does not act there, every"
            + " request leaks, the gateways' heaps fill, they die and go round in a restart loop,"
            + " and every tenant gets 503s. Then the noisy tenant's quota is clamped and the fixed"
            + " gateway rolled out, while the flood goes on, and the neighbours are measured again."
            + " Takes about 90 s.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:the outage happened and was ended (control run: nobody was harmed)",
      "3:it was not reproduced, or not ended"
    },
    footer = {
      "",
      "Examples:",
      "  voucherctl drill as1",
      "  voucherctl drill as1 --without-defect      the same flood, and nothing happens",
      "  voucherctl drill as1 --keep ./as1 -o json"
    })
public final class As1Command implements Callable<Integer> {
  @Option(
      names = "--keep",
      paramLabel = "DIR",
      description = "Leave latency logs, pod logs and the report (drill.json) in this directory.")
  private @Nullable Path keep;

  @Option(
      names = "--without-defect",
      description = "Control run: the same flood against gateways without the bug.")
  private boolean withoutDefect;

  @Mixin private OutputOptions output;

  private final Performance performance;

  /** Performs the drill that is planned, and leaves in {@code keep} what is to be kept. */
  @FunctionalInterface
  interface Performance {
    DrillReport perform(DrillPlan plan, @Nullable Path keep, Progress progress)
        throws InterruptedException;
  }

  public As1Command(Stage stage) {
    this(stage::perform);
  }

  As1Command(Performance performance) {
    this.performance = performance;
  }

  @Override
  public Integer call() throws InterruptedException {
    return output.show(perform(output.talk()), new DrillView());
  }

  private DrillReport perform(Talk talk) throws InterruptedException {
    try {
      return performance.perform(plan(), keep, talk);
    } finally {
      talk.done();
    }
  }

  DrillPlan plan() {
    return DrillPlan.as1(!withoutDefect);
  }
}
