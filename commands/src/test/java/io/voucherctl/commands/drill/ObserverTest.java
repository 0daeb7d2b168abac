package io.voucherctl.commands.drill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.voucherctl.commands.drill.GatewaySample.RouteCount;
import io.voucherctl.commands.exit.Failure;
import io.voucherctl.commands.pods.ContainerKind;
import io.voucherctl.commands.pods.ContainerRestarts;
import io.voucherctl.commands.pods.LastTermination;
import io.voucherctl.commands.pods.RestartReport;
import io.voucherctl.server.quota.Rate;
import io.voucherctl.server.quota.TenantQuota;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The observer looks on its own too, at any moment; looking again changes nothing. */
@Timeout(10)
class ObserverTest {
  private static final Instant AT = Story.START.plusSeconds(30);

  private volatile List<GatewaySample> samples = List.of();
  private volatile RestartReport restarts = report();
  private volatile boolean unreachable;
  private final Observer observer = new Observer(this::restarts, () -> samples);

  @AfterEach
  void close() {
    observer.close();
  }

  @Test
  void aDeathIsRememberedOnceHoweverOftenItIsSeen() {
    restarts = report(ended("gateway-1", 3, "heap exhausted", AT));
    observer.look();
    observer.look();
    assertThat(observer.deaths())
        .containsExactly(new Death("gateway-1", "gateway", 3, "heap exhausted", AT));
  }

  @Test
  void aDeathStaysWhenTheClusterHasForgottenItAndTheyComeInTheirOrder() {
    restarts = report(ended("gateway-2", 3, "heap exhausted", AT.plusSeconds(9)));
    observer.look();
    restarts = report(ended("gateway-1", 3, "heap exhausted", AT));
    observer.look();
    restarts = report(ended("gateway-2", 137, "killed (SIGKILL)", AT.plusSeconds(20)));
    observer.look();
    assertThat(observer.deaths())
        .extracting(Death::pod, Death::exitCode)
        .containsExactly(tuple("gateway-1", 3), tuple("gateway-2", 3), tuple("gateway-2", 137));
  }

  @ParameterizedTest
  @CsvSource({
    "143, terminated (SIGTERM), false",
    "0, completed, false",
    "143, probe kill (liveness), true",
    "0, probe kill (liveness), true",
    "137, probe kill, true",
    "137, killed (SIGKILL), true",
    "3, heap exhausted, true",
    "1, error exit, true"
  })
  void anOrderlyStopIsNoDeathButAProbeKillIs(int exitCode, String cause, boolean death) {
    restarts = report(ended("gateway-1", exitCode, cause, AT));
    observer.look();
    assertThat(observer.deaths()).hasSize(death ? 1 : 0);
  }

  @Test
  void aRestartThatSaysNothingOfItsEndIsNoDeath() {
    restarts = report(container("gateway-1", null), ended("gateway-2", 3, "heap exhausted", null));
    observer.look();
    assertThat(observer.deaths()).isEmpty();
  }

  @Test
  void aControlPlaneThatDoesNotAnswerForAWhileCostsNothing() {
    restarts = report(ended("gateway-1", 3, "heap exhausted", AT));
    samples = List.of(sample("gateway-1", 90, 70));
    unreachable = true;
    observer.look();
    assertThat(observer.deaths()).isEmpty();
    assertThat(observer.status()).isEqualTo("heap 90%, deaths 0");

    unreachable = false;
    observer.look();
    assertThat(observer.deaths()).hasSize(1);
  }

  @Test
  void theTallyStopsWhenTheFloodIsConcluded() {
    samples = List.of(sample("gateway-1", 80, 100));
    observer.look();
    Findings first = conclude();
    samples = List.of(sample("gateway-1", 95, 5_000));
    observer.look();
    Findings second = conclude();

    assertThat(first.offered()).isEqualTo(100);
    assertThat(first.heapPeakPercent()).isEqualTo(80);
    assertThat(second.offered()).isEqualTo(100);
  }

  @Test
  void theFullestHeapIsThePeakEvenAfterTheGatewayIsGone() {
    samples = List.of(sample("gateway-1", 97, 10), sample("gateway-2", 40, 10));
    observer.look();
    samples = List.of(sample("gateway-2", 50, 20));
    observer.look();
    assertThat(conclude().heapPeakPercent()).isEqualTo(97);
  }

  @Test
  void withoutAGatewayThereIsNothingToConclude() {
    assertThat(conclude()).isNull();
  }

  @Test
  void theStatusNamesHeapsInTheOrderOfThePods() {
    assertThat(observer.status()).isEqualTo("heap -, deaths 0");
    samples = List.of(sample("gateway-2", 40, 1), sample("gateway-1", 97, 1));
    restarts = report(ended("gateway-1", 3, "heap exhausted", AT));
    observer.look();
    assertThat(observer.status()).isEqualTo("heap 97% 40%, deaths 1");
  }

  @Test
  void itLooksALastTimeWhenItIsClosed() {
    observer.close();
    restarts = report(ended("gateway-1", 3, "heap exhausted", AT));
    observer.close();
    assertThat(observer.deaths()).hasSize(1);
  }

  private RestartReport restarts() {
    if (unreachable) {
      throw new Failure.Unreachable("busy", null, null);
    }
    return restarts;
  }

  private Findings conclude() {
    return observer.conclude(
        tenant -> new TenantQuota(tenant, Rate.perSecond(20), 40), 2, Duration.ofSeconds(53));
  }

  private static RestartReport report(ContainerRestarts... containers) {
    return new RestartReport(RestartReport.SCHEMA, List.of(containers), List.of());
  }

  private static ContainerRestarts ended(String pod, int exitCode, String cause, Instant at) {
    return container(pod, new LastTermination("Error", exitCode, cause, Story.START, at, null));
  }

  private static ContainerRestarts container(String pod, LastTermination last) {
    return new ContainerRestarts(
        "voucherctl", pod, "gateway", ContainerKind.REGULAR, null, 1, "Running", last, null);
  }

  private static GatewaySample sample(String pod, int heapPercent, long offered) {
    RouteCount count =
        new RouteCount("hooli", "POST /v1/vouchers/{code}/validate", offered, offered, 0);
    return new GatewaySample(pod, Story.START, heapPercent, 100, List.of(count));
  }
}
