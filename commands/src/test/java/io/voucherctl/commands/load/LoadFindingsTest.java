package io.voucherctl.commands.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.voucherctl.commands.exit.ExitCode;
import io.voucherctl.commands.latency.LatencyFigures;
import io.voucherctl.server.quota.Rate;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LoadFindingsTest {
  private static final long SECOND = 1_000_000_000L;
  private static final LatencyFigures PROMPT = new LatencyFigures(100, 60, 80, 300, 900, 1_200);

  private final TenantTally tally = new TenantTally();
  private final LoadFindings findings =
      new LoadFindings(
          LoadPlan.of(
              List.of(new LoadPlan.TenantLoad("acme", Rate.perSecond(50), OperationMix.DEFAULT)),
              Duration.ofSeconds(2)),
          List.of(tally),
          new RunTotals(List.of("acme")),
          new RunRecord(1, RunRecord.Clock.INTENDED_START));

  @Test
  void aRunOnScheduleIsValid() {
    count(Outcome.OK, 90);
    count(Outcome.DROPPED, 10);
    LoadReport report = findings.report(end(PROMPT, null));

    assertThat(report.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(report.valid()).isTrue();
    LoadReport.OfTenant acme = report.tenants().getFirst();
    assertThat(acme.offered()).isEqualTo(100).isEqualTo(acme.outcomes().sum());
    assertThat(acme.targetRate()).isEqualTo(50);
    assertThat(acme.achievedRate()).isEqualTo(45);
    assertThat(acme.throughput()).isEqualTo(45);
  }

  @Test
  void aLateGeneratorProvesNothing() {
    count(Outcome.OK, 100);
    LatencyFigures late = new LatencyFigures(100, 60, 80, 50_001, 60_000, 60_000);
    LoadReport report = findings.report(end(late, null));

    assertThat(report.valid()).isFalse();
    assertThat(report.invalidReason()).contains("schedule lag p99 50.0ms");
    assertThat(report.exitCode()).isEqualTo(ExitCode.INVALID_RUN);
  }

  @Test
  void aLoadThatWasNotOfferedProvesNothing() {
    count(Outcome.OK, 98);
    tally.countUnsent();
    tally.countUnsent();
    LoadReport report = findings.report(end(PROMPT, null));

    assertThat(report.exitCode()).isEqualTo(ExitCode.INVALID_RUN);
    assertThat(report.invalidReason()).contains("tenant acme got 98 of 100 requests");
  }

  @Test
  void onePercentShortIsStillTheLoad() {
    count(Outcome.OK, 99);
    tally.countUnsent();
    assertThat(findings.report(end(PROMPT, null)).valid()).isTrue();
  }

  @Test
  void nothingDueProvesNothing() {
    LoadReport report = findings.report(end(LatencyFigures.NONE, null));
    assertThat(report.exitCode()).isEqualTo(ExitCode.INVALID_RUN);
  }

  @Test
  void anInterruptedRunReportsWhatItHasAndSaysWhy() {
    LoadReport report = findings.report(end(LatencyFigures.NONE, ExitCode.INTERRUPTED));
    assertThat(report.exitCode()).isEqualTo(ExitCode.INTERRUPTED);
    assertThat(report.valid()).isTrue();
    assertThat(report.tenants().getFirst().achievedRate()).isZero();
  }

  private static RunEnd end(LatencyFigures lag, @Nullable ExitCode interrupted) {
    return new RunEnd(
        interrupted == null ? 2 * SECOND : 0, lag, false, false, interrupted, null, List.of());
  }

  private void count(Outcome outcome, int times) {
    for (int i = 0; i < times; i++) {
      tally.count(outcome);
    }
  }
}
