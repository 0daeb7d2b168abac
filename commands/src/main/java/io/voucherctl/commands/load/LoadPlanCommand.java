package io.voucherctl.commands.load;

import io.voucherctl.commands.console.OutputOptions;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code load plan PLAN.yaml}. */
@Command(
    name = "plan",
    header = "Check a plan file, and show what it would send.",
    description =
        "Says every mistake with its line and column. Nothing is sent. The flags are those of 'load"
            + " run', so that what they change can be seen beforehand too.",
    footer = {
      "",
      "Examples:",
      "  voucherctl load plan plan.yaml",
      "  voucherctl load plan plan.yaml --explain --shard 2/4"
    })
public final class LoadPlanCommand implements Callable<Integer> {
  @Parameters(paramLabel = "PLAN.yaml", description = "The plan file.")
  private Path plan;

  @Option(
      names = "--explain",
      description = "Show who would be sent what and when, with the expected counts.")
  private boolean explain;

  @Mixin private LoadOptions options;
  @Mixin private OutputOptions output;

  @Override
  public Integer call() {
    PlanExplanation explanation = explanation();
    return explain
        ? output.show(explanation, new PlanExplanationView())
        : output.show(explanation.check(), (check, page) -> page.line(check.toString()));
  }

  PlanExplanation explanation() {
    return options.explanation(plan, output.talk());
  }
}
