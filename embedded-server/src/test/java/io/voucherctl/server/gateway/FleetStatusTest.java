package io.voucherctl.server.gateway;

import static io.voucherctl.server.gateway.Bench.ACME;
import static io.voucherctl.server.gateway.Bench.BOLT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.voucherctl.server.gateway.FleetStatus.QuotaInForce;
import io.voucherctl.server.gateway.FleetStatus.Replica;
import io.voucherctl.server.gateway.GatewayStatus.RouteStatus;
import io.voucherctl.server.http.Decision;
import io.voucherctl.server.http.Handler;
import io.voucherctl.server.http.Query;
import io.voucherctl.server.http.Request;
import io.voucherctl.server.quota.Rate;
import io.voucherctl.server.quota.Roster;
import io.voucherctl.server.quota.TenantQuota;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class FleetStatusTest {
  private static final ProcessUse PROCESS =
      new ProcessUse(new HeapUse(1, 2, 3), null, null, null, null);

  @Test
  void addsWhatReplicasCountedAndKeepsWhatHoldsOfEach() throws Exception {
    List<Long> tookMicros = new ArrayList<>();
    List<Replica> replicas =
        List.of(busy("a", 1, tookMicros), busy("b", 2, tookMicros), busy("c", 3, tookMicros));

    FleetStatus fleet = FleetStatus.of(replicas, List.of(), true);

    Conservation.holds(fleet.total());
    Conservation.holds(fleet.unknown());
    fleet.departed().forEach(Conservation::holds);
    fleet
        .tenants()
        .forEach(tenant -> {
          Conservation.holds(tenant.total());
          tenant.routes().forEach(Conservation::holds);
        });
    assertThat(fleet.total().offered())
        .isEqualTo(replicas.stream().mapToLong(r -> r.status().total().offered()).sum());
    assertThat(
            fleet.unknown().offered()
                + offered(fleet.departed())
                + fleet.tenants().stream().mapToLong(t -> offered(t.routes())).sum())
        .isEqualTo(fleet.total().offered());
    assertThat(fleet.tenants().getFirst().routes())
        .extracting(RouteStatus::route)
        .containsExactly(
            "/v1/orders", "/v1/orders/{id}", "/v1/vouchers/{code}", ApiRoutes.VALIDATE);
    assertThat(fleet.departed()).hasSize(4);
  }

  @Test
  void givesThePercentilesOfAllRequestsAndNotOfPercentiles() throws Exception {
    List<Long> tookMicros = new ArrayList<>();
    FleetStatus fleet =
        FleetStatus.of(
            List.of(busy("a", 1, tookMicros), busy("b", 2, tookMicros), busy("c", 3, tookMicros)),
            List.of(),
            true);

    Histogram all = RouteStatistics.histogram();
    tookMicros.forEach(all::recordValue);
    assertThat(HistogramText.parse(fleet.total().histogram())).isEqualTo(all);
    Collections.sort(tookMicros);
    long p99 = tookMicros.get((int) Math.ceil(tookMicros.size() * 0.99) - 1);
    assertThat((double) fleet.total().responseTime().p99Micros()).isBetween(p99 * 0.99, p99 * 1.01);
    assertThat(fleet.total().responseTime().count()).isEqualTo(tookMicros.size());
  }

  @Test
  void doesNotMindHowReplicasAreGrouped() throws Exception {
    List<Replica> replicas =
        List.of(
            busy("a", 1, new ArrayList<>()),
            busy("b", 2, new ArrayList<>()),
            busy("c", 3, new ArrayList<>()));

    RouteStatus first = FleetStatus.of(replicas.subList(0, 2), List.of(), true).total();
    RouteStatus rest = FleetStatus.of(replicas.subList(2, 3), List.of(), true).total();

    assertThat(withoutHistogram(new RowSum(true).of("*", List.of(rest, first))))
        .isEqualTo(withoutHistogram(FleetStatus.of(replicas, List.of(), true).total()));
  }

  @Test
  void showsWhoHasWhichQuotaInForce() throws Exception {
    Bench edited = Bench.sound();
    edited.quota(new TenantQuota("bolt", Rate.perSecond(1), 1));

    FleetStatus fleet =
        FleetStatus.of(
            List.of(
                new Replica("a", status(Bench.sound(), true)),
                new Replica("b", status(edited, true)),
                new Replica("c", status(Bench.sound(), true))),
            List.of(),
            false);

    assertThat(fleet.quotaRevisions()).hasSize(2);
    assertThat(fleet.tenants().get(1).quotas())
        .extracting(quota -> quota.quota().rate(), QuotaInForce::replicas)
        .containsExactly(tuple("5/s", List.of("a", "c")), tuple("1/s", List.of("b")));
    assertThat(fleet.replicas())
        .extracting(FleetStatus.ReplicaStatus::name)
        .containsExactly("a", "b", "c");
  }

  @Test
  void saysNothingOfResponseTimesItCannotAdd() throws Exception {
    Bench bench = Bench.sound();
    Bench.forward(bench.validate(ACME, "A")).course().finished(200);
    Replica with = new Replica("a", status(bench, true));
    Replica without = new Replica("b", status(bench, false));

    assertThat(FleetStatus.of(List.of(with), List.of(), true).total().responseTime()).isNotNull();
    FleetStatus fleet = FleetStatus.of(List.of(with, without), List.of(), true);
    assertThat(fleet.total().responseTime()).isNull();
    assertThat(fleet.total().answered()).isEqualTo(2);
    assertThat(fleet.tenants().get(1).total().responseTime()).isNotNull();
  }

  @Test
  void isNothingWithoutAGateway() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FleetStatus.of(List.of(), List.of(), false));
    assertThatIllegalArgumentException().isThrownBy(() -> HistogramText.parse("HISTFAAA"));
    assertThatIllegalArgumentException().isThrownBy(() -> HistogramText.parse("x".repeat(999_999)));
  }

  private static RouteStatus withoutHistogram(RouteStatus row) {
    return new RowSum(true).of(row.route(), List.of(row));
  }

  private static long offered(List<RouteStatus> rows) {
    return rows.stream().mapToLong(RouteStatus::offered).sum();
  }

  /** A replica that has seen everything, and routes that others have not. */
  private static Replica busy(String name, int seed, List<Long> tookMicros) throws Exception {
    Bench bench = Bench.sound();
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < 400; i++) {
      String path =
          i % 2 == 0
              ? "/v1/vouchers/A/validate"
              : List.of("/v1/orders", "/v1/orders/x", "/v1/vouchers/y").get(seed - 1);
      if (bench.ask(i % 5 == 0 ? BOLT : ACME, "POST", path) instanceof Decision.Forward forward) {
        long took = random.nextLong(seed * 100L, seed * 20_000L);
        bench.clock.advance(Duration.ofNanos(took * 1_000));
        forward.course().finished(i % 7 == 0 ? 0 : 200);
        tookMicros.add(took);
      }
    }
    bench.ask(Bench.tenant("nobody", 1, 1), "GET", "/");
    bench.clock.advance(Duration.ofSeconds(1));
    Bench.forward(bench.ask(ACME, "POST", "/v1/vouchers/A/validate"));
    bench.standing.put(Roster.of(List.of(ACME)));
    bench.standing.put(Roster.of(List.of(ACME, BOLT)));
    return new Replica(name, status(bench, true));
  }

  private static GatewayStatus status(Bench bench, boolean histograms) throws Exception {
    Handler pages = bench.pages(PROCESS).router(new Refusals(new SplittableRandom(7)));
    String path = histograms ? "/status?histograms=true" : "/status";
    Request request = new Request(Bench.head("GET", path), Map.of(), Query.NONE, new byte[0]);
    return new ObjectMapper().readValue(Bench.text(pages.handle(request)), GatewayStatus.class);
  }
}
