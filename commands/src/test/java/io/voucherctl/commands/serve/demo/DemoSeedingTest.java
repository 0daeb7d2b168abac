package io.voucherctl.commands.serve.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.voucherctl.commands.serve.demo.ShopReport.State;
import io.voucherctl.commands.serve.demo.ShopRequest.Kind;
import io.voucherctl.server.quota.Rate;
import io.voucherctl.server.quota.Tenant;
import io.voucherctl.server.quota.TenantQuota;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class DemoSeedingTest {
  private static final Duration LONG = Duration.ofSeconds(15);

  private final SmallApi api = new SmallApi();
  private final List<String> lines = Collections.synchronizedList(new ArrayList<>());

  @Test
  void emptyTenantsGetAShopEachAndTheReportCountsIt() throws Exception {
    DemoReport report = seed(1, tenant("acme", 100), tenant("hooli", 20));
    assertThat(report.shops()).extracting(ShopReport::state).containsOnly(State.SEEDED);
    assertThat(report.warnings()).isEmpty();
    assertThat(report.line())
        .matches(
            "seeded 2 tenants: \\d+ vouchers, 36 customers, 38 orders, \\d+ redemptions;"
                + " try WELCOME10 or SPRING-15");
    assertThat(report.shops().getFirst().made()).containsEntry(Kind.ROLLBACK, 1);
    assertThat(report.summary().tenants())
        .extracting(DemoReport.Codes::tenant)
        .containsExactly("acme", "hooli");
    assertThat(api.posts("acme")).hasSizeGreaterThan(2 * api.posts("hooli").size());
    assertThat(api.closed).isTrue();
    assertThat(lines).contains("demo data: 0 of 2 tenants", "demo data: 2 of 2 tenants");
  }

  @Test
  void theRequestsOfATenantComeInTheOrderOfThePlan() throws Exception {
    seed(1, tenant("acme", 50));
    List<String> first = api.posts("acme");
    SmallApi again = new SmallApi();
    run(again, LONG, 1, List.of(tenant("acme", 50)));
    assertThat(again.posts("acme")).isEqualTo(first);
    assertThat(first.getFirst()).isEqualTo("acme /v1/vouchers/import");
    assertThat(first.getLast()).isEqualTo("acme /v1/orders");
  }

  @Test
  void theIdThatTheServerDrewIsTheOneThatIsRolledBack() throws Exception {
    seed(1, tenant("acme", 10));
    assertThat(api.posts("acme"))
        .anySatisfy(
            post -> assertThat(post).matches("acme /v1/redemptions/id-\\d+/rollback\\?reason=.*"))
        .noneMatch(post -> post.contains("{id}"));
  }

  @Test
  void aSecondStartAddsNothing() throws Exception {
    seed(1, tenant("acme", 50));
    int before = api.posts.size();
    DemoReport report = seed(1, tenant("acme", 50));
    assertThat(api.posts).hasSize(before);
    assertThat(report.shops()).extracting(ShopReport::state).containsExactly(State.THERE);
    assertThat(report.line()).isNull();
    assertThat(report.summary().tenants()).hasSize(1);
  }

  @Test
  void aTenantWithVouchersOfItsOwnIsLeftAlone() throws Exception {
    api.issue("acme", "MINE");
    api.issue("globex", "WELCOME10");
    DemoReport report = seed(1, tenant("acme", 50), tenant("globex", 50));
    assertThat(api.posts).isEmpty();
    assertThat(report.shops()).extracting(ShopReport::state).containsOnly(State.OWN);
    assertThat(report.summary().tenants()).isEmpty();
    assertThat(report.warnings()).isEmpty();
  }

  @Test
  void anotherSeedDoesNotMixIntoAShopThatIsThere() throws Exception {
    api.breaksAfter = 9;
    seed(1, tenant("acme", 50));
    int before = api.posts.size();
    assertThat(seed(2, tenant("acme", 50)).shops())
        .extracting(ShopReport::state)
        .containsExactly(State.OWN);
    assertThat(api.posts).hasSize(before);
  }

  @Test
  void aShopThatWasInterruptedAnywhereIsFinishedByTheNextStartAndNothingIsThereTwice()
      throws Exception {
    SmallApi whole = new SmallApi();
    run(whole, LONG, 1, List.of(tenant("acme", 20)));
    for (int at = 1; at < whole.posts.size(); at += 7) {
      SmallApi broken = new SmallApi();
      broken.breaksAfter = at;
      DemoReport first = run(broken, LONG, 1, List.of(tenant("acme", 20)));
      assertThat(first.warnings()).containsExactly("no whole demo data for acme: connection reset");
      DemoReport second = run(broken, LONG, 1, List.of(tenant("acme", 20)));
      assertThat(second.warnings()).isEmpty();
      assertThat(broken.contents()).isEqualTo(whole.contents());
    }
  }

  @Test
  void aPartThatIsRefusedIsToldAndTheRestIsMade() throws Exception {
    api.unknown = "/v1/campaigns";
    DemoReport report = seed(1, tenant("acme", 20));
    assertThat(report.shops().getFirst().state()).isEqualTo(State.SEEDED);
    assertThat(report.warnings())
        .singleElement()
        .asString()
        .matches("the demo data of acme lacks 10 parts, first: POST /v1/campaigns answers 404");
  }

  @Test
  void aServerThatBreaksEndsItsTenantsShop() throws Exception {
    api.broken = "/v1/customers";
    DemoReport report = seed(1, tenant("acme", 20));
    assertThat(report.warnings())
        .containsExactly("no whole demo data for acme: POST /v1/customers answers 500");
    assertThat(report.summary().tenants()).isEmpty();
  }

  @Test
  void aTenantThatGetsNoAnswerIsGivenUpAndTheOthersHaveTheirs() throws Exception {
    api.stuck = "acme";
    DemoReport report =
        run(api, Duration.ofMillis(400), 1, List.of(tenant("acme", 10), tenant("hooli", 10)));
    assertThat(report.shops())
        .extracting(ShopReport::state)
        .containsExactly(State.BROKEN, State.SEEDED);
    assertThat(report.warnings())
        .containsExactly("no whole demo data for acme: there was no time for all of it");
  }

  @Test
  void aRunThatIsClosedEndsItsCallsAndTellsNothing() throws Exception {
    api.stuck = "acme";
    List<DemoReport> told = new ArrayList<>();
    DemoSeeding seeding = new DemoSeeding(port -> api, () -> Instant.EPOCH, LONG);
    try (DemoRun run = seeding.start(1, List.of(tenant("acme", 10)), 1, lines::add)) {
      assertThat(run.planned().tenants().getFirst().codes()).contains("WELCOME10");
      assertThat(run.await(Duration.ofMillis(1))).isNull();
      run.whenDone(told::add);
    }
    assertThat(api.closed).isTrue();
    assertThat(told).isEmpty();
  }

  @Test
  void manyTenantsDoNotAllGetAShop() throws Exception {
    Tenant[] many = IntStream.range(0, 23).mapToObj(i -> tenant("t" + i, 1)).toArray(Tenant[]::new);
    DemoReport report = seed(1, many);
    assertThat(report.shops()).hasSize(20);
    assertThat(report.warnings())
        .containsExactly("no demo data for the last 3 tenants of the file");
  }

  @Test
  void aShopIsAsLargeAsItsQuotaAsksForWithinBounds() {
    assertThat(DemoSeeding.size(tenant("a", 100))).isEqualTo(10);
    assertThat(DemoSeeding.size(tenant("a", 30))).isEqualTo(3);
    assertThat(DemoSeeding.size(tenant("a", 0))).isEqualTo(1);
    assertThat(DemoSeeding.size(tenant("a", 1_000_000))).isEqualTo(10);
  }

  private DemoReport seed(long seed, Tenant... tenants) throws InterruptedException {
    return run(api, LONG, seed, List.of(tenants));
  }

  private DemoReport run(SmallApi on, Duration limit, long seed, List<Tenant> tenants)
      throws InterruptedException {
    DemoSeeding seeding = new DemoSeeding(port -> on, () -> Instant.EPOCH, limit);
    try (DemoRun run = seeding.start(1, tenants, seed, lines::add)) {
      return run.await(LONG);
    }
  }

  private static Tenant tenant(String id, long perSecond) {
    return new Tenant(id, "app", "token", TenantQuota.of(id, Rate.perSecond(perSecond)));
  }
}
