package io.voucherctl.commands.drill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.voucherctl.commands.console.Documents;
import io.voucherctl.commands.console.Progress;
import io.voucherctl.commands.exit.ExitCode;
import io.voucherctl.commands.exit.Failure;
import io.voucherctl.server.quota.QuotaRule;
import io.voucherctl.server.quota.Rate;
import io.voucherctl.server.quota.TenantQuota;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class StageTest {
  @TempDir Path folder;
  private final List<Path> opened = new ArrayList<>();
  private SmallRegion region;

  @BeforeEach
  void open() throws IOException {
    region = new SmallRegion(true, null);
  }

  @AfterEach
  void close() {
    region.close();
  }

  @Test
  void theWholeStoryIsToldInFourPhases() throws Exception {
    DrillReport report = stage().perform(SmallRegion.plan(true), null, Progress.NONE);

    assertThat(report.phases())
        .extracting(Phase::name)
        .containsExactly("baseline", "flood", "mitigation", "recovery");
    assertThat(report.noisyTenant()).isEqualTo("hooli");
    assertThat(report.findings().quota()).isEqualTo("20/s burst 40");
    assertThat(report.restarts())
        .containsExactly(
            new Death("gateway-1", "gateway", 3, "heap exhausted", Story.START.plusSeconds(31)));
    assertThat(report.verdict()).as("%s", report).isEqualTo(Judgement.Word.RECOVERED);
  }

  @Test
  void theMitigationClampsRollsOutAndScalesInThisOrder() throws Exception {
    DrillReport report = stage().perform(SmallRegion.plan(true), null, Progress.NONE);

    assertThat(region.rollouts)
        .containsExactly("gateway/gateway without --defect as1", "gateway to 3", "gateway awaited");
    assertThat(region.quotas.list().find("hooli").rule())
        .isEqualTo(QuotaRule.of(new TenantQuota("hooli", Rate.perSecond(5), 10)));
    assertThat(report.mitigation())
        .hasSize(4)
        .startsWith("quota of hooli: 20/s burst 40 -> 5/s burst 10 (revision 2)")
        .endsWith("rollout complete");
  }

  @Test
  void aControlRunHasNoFixToRollOut() throws Exception {
    region.close();
    region = new SmallRegion(false, null);
    DrillReport report = stage().perform(SmallRegion.plan(false), null, Progress.NONE);

    assertThat(report.verdict()).as("%s", report).isEqualTo(Judgement.Word.UNHARMED);
    assertThat(region.rollouts).containsExactly("gateway to 3", "gateway awaited");
  }

  @Test
  void anInterruptEndsTheDrillWithAPartialReportAndNoMitigation() throws Exception {
    region.close();
    region = new SmallRegion(true, ExitCode.TERMINATED);
    DrillReport report = stage().perform(SmallRegion.plan(true), null, Progress.NONE);

    assertThat(report.phases()).extracting(Phase::name).containsExactly("baseline", "flood");
    assertThat(report.verdict()).isEqualTo(Judgement.Word.INTERRUPTED);
    assertThat(report.exitCode()).isEqualTo(ExitCode.TERMINATED);
    assertThat(region.rollouts).isEmpty();
    assertThat(region.quotas.writes()).isZero();
    assertThat(region.closed).isTrue();
  }

  @Test
  void whatIsKeptIsOneLogForEachPhaseAndTheReport() throws Exception {
    Path keep = folder.resolve("new/as1");
    DrillReport report = stage().perform(SmallRegion.plan(true), keep, Progress.NONE);

    assertThat(keep)
        .isDirectoryContaining("glob:**/baseline.hlog")
        .isDirectoryContaining("glob:**/flood.hlog")
        .isDirectoryContaining("glob:**/mitigation.hlog")
        .isDirectoryContaining("glob:**/recovery.hlog");
    assertThat(keep.resolve("drill.json")).hasContent(Documents.json(report));
    assertThat(opened).containsExactly(keep);
    assertThat(region.closed).isTrue();
  }

  @Test
  void withoutKeepNothingIsLeft() throws Exception {
    stage().perform(SmallRegion.plan(true), null, Progress.NONE);
    assertThat(opened).singleElement().satisfies(path -> assertThat(path).doesNotExist());
    assertThat(region.closed).isTrue();
  }

  @Test
  void aDirectoryThatIsNotEmptyIsLeftAlone() throws Exception {
    Path precious = Files.writeString(folder.resolve("drill.json"), "precious");
    assertThatThrownBy(() -> stage().perform(SmallRegion.plan(true), folder, Progress.NONE))
        .isInstanceOf(Failure.BadInput.class)
        .hasMessage(folder + " is not empty");
    assertThat(opened).isEmpty();
    assertThat(folder).isDirectoryNotContaining("glob:**/lock");
    assertThat(precious).hasContent("precious");
  }

  @Test
  void aFileIsNoPlaceToKeepThings() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "precious");
    assertThatThrownBy(() -> stage().perform(SmallRegion.plan(true), file, Progress.NONE))
        .isInstanceOf(Failure.BadInput.class)
        .hasMessage("cannot keep anything in " + file);
    assertThat(opened).isEmpty();
  }

  private Stage stage() {
    return new Stage(
        (plan, directory) -> {
          opened.add(directory);
          return region;
        },
        InstantSource.system());
  }
}
