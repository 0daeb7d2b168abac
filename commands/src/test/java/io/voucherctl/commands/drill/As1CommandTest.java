package io.voucherctl.commands.drill;

import static org.assertj.core.api.Assertions.assertThat;

import io.voucherctl.commands.exit.Failure;
import io.voucherctl.commands.kube.CommandRun;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class As1CommandTest {
  private record Asked(DrillPlan plan, @Nullable Path keep) {}

  private final List<Asked> asked = new ArrayList<>();
  private @Nullable DrillReport report = Story.recovered();

  @Test
  void withoutFlagsTheDefectIsOnAndNothingIsKept() {
    assertThat(run(false, "as1").exit()).isZero();
    assertThat(asked).containsExactly(new Asked(DrillPlan.as1(true), null));
  }

  @Test
  void flagsBecomeAPlan() {
    assertThat(run(false, "as1", "--without-defect", "--keep", "some/where").exit()).isZero();
    assertThat(asked).containsExactly(new Asked(DrillPlan.as1(false), Path.of("some/where")));
  }

  @Test
  void theAnswerGoesToStdoutAndTheTalkToStderr() {
    CommandRun run = run(false, "as1");
    assertThat(run.out()).startsWith("PHASE\t").endsWith("verdict: recovered\n");
    assertThat(run.err()).isEqualTo("starting the region\n");
  }

  @Test
  void quietLeavesTheAnswerAlone() {
    CommandRun run = run(false, "as1", "-q", "-o", "json");
    assertThat(run.out()).startsWith("{\"schema\":\"voucherctl.drill/v1\"").hasLineCount(1);
    assertThat(run.err()).isEmpty();
  }

  @Test
  void theProgressLineIsGoneWhenTheAnswerComes() {
    assertThat(run(true, "as1").err()).endsWith("\r\u001b[K");
  }

  @Test
  void theProgressLineIsGoneWhenTheDrillBreaksToo() {
    report = null;
    CommandRun run = run(true, "as1");
    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.err()).contains("region\r\u001b[Kerror: the region did not start\n");
  }

  @Test
  void anOutageThatWasNotEndedIsABreach() {
    Judgement judgement =
        new Judgement(Judgement.Word.NOT_RECOVERED, List.of("gateway-1 died again: error exit"));
    report = Story.report(true, null, List.of(), judgement);
    CommandRun run = run(false, "as1");
    assertThat(run.exit()).isEqualTo(3);
    assertThat(run.out()).endsWith("gateway-1 died again: error exit\nverdict: not-recovered\n");
  }

  @Test
  void whatIsNotAnOptionIsAUsageError() {
    assertThat(run(false, "as1", "--tenant", "acme").exit()).isEqualTo(2);
    assertThat(run(false, "as1", "--keep").exit()).isEqualTo(2);
    assertThat(asked).isEmpty();
  }

  private CommandRun run(boolean terminal, String... arguments) {
    As1Command command =
        new As1Command((plan, keep, progress) -> {
          asked.add(new Asked(plan, keep));
          progress.at("starting the region");
          if (report == null) {
            throw new Failure.Broken("the region did not start", null, null);
          }
          return report;
        });
    return CommandRun.of(
        CommandRun.line(DrillCommand.class, terminal, List.of(command)), arguments);
  }
}
