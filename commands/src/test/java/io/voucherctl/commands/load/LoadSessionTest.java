package io.voucherctl.commands.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.voucherctl.commands.console.Progress;
import io.voucherctl.commands.exit.ExitCode;
import io.voucherctl.commands.exit.Failure;
import io.voucherctl.commands.latency.Grouping;
import io.voucherctl.commands.latency.LatencyReading;
import io.voucherctl.commands.load.http.LoadTarget;
import io.voucherctl.commands.load.http.WireServer;
import io.voucherctl.server.quota.Rate;
import io.voucherctl.server.quota.Tenant;
import io.voucherctl.server.quota.TenantQuota;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The whole engine over real sockets; what is asserted holds on a busy machine too. */
@Timeout(20)
class LoadSessionTest {
  private static final List<Tenant> TENANTS = List.of(tenant("acme"), tenant("globex"));
  private static final String NOT_FOUND = WireServer.status(404);

  @TempDir Path folder;
  private volatile ExitCode interrupt;

  @Test
  void offersTwoHundredASecondAndTellsTheOutcomesApart() throws Exception {
    Path hlog = folder.resolve("run.hlog");
    try (WireServer server = new WireServer(LoadSessionTest::healthy);
        LoadSession session = open(server.uri(), 8)) {
      session.seed(20, 1, Progress.NONE);
      LoadPlan plan =
          LoadPlan.of(
                  List.of(
                      load("acme", 150, OperationMix.DEFAULT),
                      load("globex", 50, OperationMix.only(Operation.GUESS))),
                  Duration.ofSeconds(1))
              .withHlog(hlog);

      LoadReport report = session.run(plan, Progress.NONE);

      LoadReport.OfTenant acme = report.tenants().getFirst();
      LoadReport.OfTenant globex = report.tenants().getLast();
      assertThat(acme.offered()).isEqualTo(150).isEqualTo(acme.outcomes().sum());
      assertThat(acme.outcomes().ok()).isEqualTo(150);
      assertThat(globex.outcomes().ok()).isEqualTo(50);
      assertThat(globex.statuses()).containsOnlyKeys("404");
      assertThat(report.durationSeconds()).isEqualTo(1);
      assertThat(report.scheduleLag().count()).isEqualTo(200);
      assertThat(acme.responseTime().count()).isEqualTo(150);
      assertThat(acme.responseTime().maxMicros())
          .isGreaterThanOrEqualTo(acme.serviceTime().maxMicros());
      assertThat(LatencyReading.report(List.of(hlog), Grouping.tenant, Set.of()).rows())
          .allSatisfy(logged ->
              assertThat(
                      report.tenants().stream()
                          .filter(one -> one.tenant().equals(logged.tenant()))
                          .map(LoadReport.OfTenant::responseTime))
                  .containsExactly(logged.responseTime()));
      assertThat(server.connections.get()).isLessThanOrEqualTo(8 * 2 + 1);
    }
  }

  @Test
  void aRejectionIsNotAFailure() throws Exception {
    AtomicInteger count = new AtomicInteger();
    try (WireServer server =
            new WireServer((line, _) ->
                switch (count.getAndIncrement() % 4) {
                  case 0 -> WireServer.status(429, "Retry-After: 1");
                  case 1 -> WireServer.status(503);
                  default -> NOT_FOUND;
                });
        LoadSession session = open(server.uri(), 4)) {
      LoadReport.Outcomes outcomes = guess(session, 200, Duration.ofMillis(500));

      assertThat(outcomes).isEqualTo(new LoadReport.Outcomes(50, 25, 25, 0, 0, 0, 0));
    }
  }

  @Test
  void refusedConnectionsAreCountedAsSuch() throws Exception {
    URI nowhere;
    try (WireServer server = new WireServer(LoadSessionTest::healthy)) {
      nowhere = server.uri();
    }
    try (LoadSession session = open(nowhere, 4)) {
      LoadReport.Outcomes outcomes = guess(session, 200, Duration.ofMillis(200));
      assertThat(outcomes).isEqualTo(new LoadReport.Outcomes(0, 0, 0, 0, 40, 0, 0));
      assertThatThrownBy(() -> session.seed(1, 1, Progress.NONE))
          .isInstanceOfSatisfying(
              Failure.Unreachable.class,
              failure -> assertThat(failure.line()).contains("refuses connections"));
    }
  }

  @Test
  void aTargetThatNeverAnswersCostsTimeoutsAndItsConnections() throws Exception {
    try (WireServer server = new WireServer((_, _) -> null);
        LoadSession session = open(server.uri(), 2)) {
      LoadPlan plan =
          LoadPlan.of(
                  List.of(load("acme", 100, OperationMix.only(Operation.GUESS))),
                  Duration.ofMillis(300))
              .withTimeout(Duration.ofMillis(100));
      LoadReport report = session.run(plan, Progress.NONE);

      assertThat(report.tenants().getFirst().outcomes())
          .isEqualTo(new LoadReport.Outcomes(0, 0, 0, 30, 0, 0, 0));
      assertThat(report.tenants().getFirst().responseTime().p50Micros())
          .isGreaterThanOrEqualTo(100_000);
      await(() -> server.closedByPeer.get() == server.connections.get());
    }
  }

  @Test
  void keepAliveConnectionsThatTheTargetClosesAreOpenedAgain() throws Exception {
    try (WireServer server = new WireServer((_, _) -> WireServer.status(404, "Connection: close"));
        LoadSession session = open(server.uri(), 4)) {
      LoadReport.Outcomes outcomes = guess(session, 200, Duration.ofMillis(400));

      assertThat(outcomes).isEqualTo(new LoadReport.Outcomes(80, 0, 0, 0, 0, 0, 0));
      assertThat(server.connections.get()).isEqualTo(80);
    }
  }

  @Test
  void aSessionSurvivesATargetThatDiesAndComesBack() throws Exception {
    WireServer server = new WireServer((_, _) -> NOT_FOUND);
    try (LoadSession session = open(server.uri(), 1)) {
      assertThat(guess(session, 100, Duration.ofMillis(200)).ok()).isEqualTo(20);
      assertThat(guess(session, 100, Duration.ofMillis(200)).ok()).isEqualTo(20);
      assertThat(server.connections.get()).as("kept from run to run").isEqualTo(1);

      server.cutAll();
      LoadReport.Outcomes after = guess(session, 100, Duration.ofMillis(200));
      assertThat(after.sum()).isEqualTo(20);
      // Idle connections that were reset are seen as such before they carry anything.
      assertThat(after.ok()).isGreaterThanOrEqualTo(16);

      server.close();
      assertThat(guess(session, 100, Duration.ofMillis(200)).refused()).isEqualTo(20);
    } finally {
      server.close();
    }
  }

  @Test
  void connectionsCutInMidFlightAreResetsAndNothingIsLost() throws Exception {
    AtomicInteger count = new AtomicInteger();
    try (WireServer server =
            new WireServer((_, _) -> count.getAndIncrement() % 5 == 0 ? "" : NOT_FOUND);
        LoadSession session = open(server.uri(), 4)) {
      LoadReport.Outcomes outcomes = guess(session, 200, Duration.ofMillis(500));
      assertThat(outcomes).isEqualTo(new LoadReport.Outcomes(80, 0, 0, 0, 0, 20, 0));
    }
  }

  @Test
  void anInterruptEndsTheRunWithAPartialReport() throws Exception {
    try (WireServer server = new WireServer((_, _) -> NOT_FOUND);
        LoadSession session = open(server.uri(), 4)) {
      LoadPlan plan =
          LoadPlan.of(
              List.of(load("acme", 50, OperationMix.only(Operation.GUESS))),
              Duration.ofMinutes(10));
      List<String> lines = Collections.synchronizedList(new ArrayList<>());
      LoadReport report =
          session.run(
              plan,
              line -> {
                lines.add(line);
                interrupt = ExitCode.INTERRUPTED;
              });

      assertThat(report.exitCode()).isEqualTo(ExitCode.INTERRUPTED);
      assertThat(report.durationSeconds()).isBetween(0.9, 5.0);
      assertThat(report.tenants().getFirst().offered()).isGreaterThan(40);
      assertThat(lines.getFirst())
          .matches("\\d+/600s {2}acme 50/s ok \\d+ rejected 0 failed 0 p99 .*");
    }
  }

  @Test
  void aPlanForATenantThatIsNotThereIsRefused() throws Exception {
    try (LoadSession session = open(URI.create("http://127.0.0.1:9"), 1)) {
      LoadPlan plan =
          LoadPlan.of(
              List.of(load("nobody", 1, OperationMix.only(Operation.GUESS))),
              Duration.ofSeconds(1));
      assertThatThrownBy(() -> session.run(plan, Progress.NONE))
          .isInstanceOf(Failure.BadInput.class)
          .hasMessageContaining("there are acme, globex");
    }
  }

  /** The answered requests of a log, by tenant. */
  private LoadReport.Outcomes guess(LoadSession session, int rate, Duration duration) {
    LoadPlan plan =
        LoadPlan.of(List.of(load("acme", rate, OperationMix.only(Operation.GUESS))), duration);
    return session.run(plan, Progress.NONE).tenants().getFirst().outcomes();
  }

  private LoadSession open(URI uri, int connections) {
    return LoadSession.open(
        new LoadTarget(uri, TENANTS, connections),
        System::nanoTime,
        InstantSource.system(),
        new SplittableRandom(1),
        () -> interrupt);
  }

  private static String healthy(String line, String head) {
    if (!head.contains("X-App-Id: app-") || !head.contains("X-App-Token: token-")) {
      return WireServer.status(401);
    }
    if (line.contains("GUESS-")) {
      return NOT_FOUND;
    }
    return WireServer.status(line.contains("/import") ? 202 : 200);
  }

  private static LoadPlan.TenantLoad load(String tenant, int rate, OperationMix mix) {
    return new LoadPlan.TenantLoad(tenant, Rate.perSecond(rate), mix);
  }

  private static Tenant tenant(String id) {
    return new Tenant(id, "app-" + id, "token-" + id, TenantQuota.of(id, Rate.perSecond(50)));
  }

  private static void await(BooleanSupplier condition) throws Exception {
    long deadline = System.nanoTime() + 5_000_000_000L;
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("deadline").isLessThan(deadline);
      Thread.sleep(5);
    }
  }
}
