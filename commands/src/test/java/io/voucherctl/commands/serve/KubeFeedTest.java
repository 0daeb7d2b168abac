package io.voucherctl.commands.serve;

import static org.assertj.core.api.Assertions.assertThat;

import io.voucherctl.server.gateway.Feed;
import io.voucherctl.server.quota.FleetShare;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Against the endpoint that ships, over its real HTTP, stopped and started again. */
@Timeout(60)
class KubeFeedTest {
  private final WatchedCluster cluster;
  private final ToldSink told = new ToldSink();
  private Feed.Running running;

  KubeFeedTest() throws IOException {
    cluster = new WatchedCluster();
  }

  @AfterEach
  void stop() {
    running.close();
    cluster.close();
  }

  @Test
  void whatIsThereIsToldQuotasFirst() throws Exception {
    cluster.quotas("acme", "{rate: 5/s, mode: shadow}");
    cluster.keys("acme");
    cluster.serve();
    follow(null);

    await(() -> !told.rosters.isEmpty());
    assertThat(told.order).containsExactly("quotas", "roster");
    assertThat(told.rosters.getFirst().keys().tenants()).containsExactly("acme");
    assertThat(told.rate("acme")).isEqualTo("5/s");
    assertThat(told.quotas.getLast().revision())
        .isEqualTo(
            cluster
                .store
                .find(WatchedCluster.QUOTAS)
                .orElseThrow()
                .at("/metadata/resourceVersion")
                .asText());
    await(() -> told.says("QUOTAS confirmed") && told.says("TENANTS confirmed"));
    assertThat(told.shares).isEmpty();
  }

  @Test
  void anEditIsToldAtOnce() throws Exception {
    cluster.quotas("acme", "rate: 5/s");
    cluster.serve();
    follow(null);
    await(() -> !told.quotas.isEmpty());

    for (int rate = 10; rate < 30; rate++) {
      cluster.quotas("acme", "rate: " + rate + "/s");
      String expected = rate + "/s";
      long start = System.nanoTime();
      await(() -> told.rate("acme").equals(expected));
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
    }
  }

  @Test
  void anInvalidEntryKeepsTheLastGoodOneAndIsReported() throws Exception {
    cluster.quotas("acme", "rate: 5/s");
    cluster.serve();
    follow(null);
    await(() -> !told.quotas.isEmpty());

    cluster.quotas("acme", "rate: lots");
    await(() -> !told.quotas.getLast().invalid().isEmpty());
    assertThat(told.rate("acme")).isEqualTo("5/s");

    cluster.quotas("acme", "x".repeat(20_000));
    await(() -> told.quotas.getLast().invalid().getFirst().reason().startsWith("larger than"));
    assertThat(told.rate("acme")).isEqualTo("5/s");
  }

  @Test
  void aBrokenKeyLeavesTheTenantTheOneItHad() throws Exception {
    cluster.quotas("acme", "rate: 5/s");
    cluster.keys("acme");
    cluster.serve();
    follow(null);
    await(() -> !told.rosters.isEmpty());

    cluster.put(WatchedCluster.KEYS, "{\"data\": {\"acme\": \"/w==\"}}");
    await(() -> told.rosters.size() == 2);
    assertThat(told.rosters.getLast().keys().tenants()).containsExactly("acme");
    assertThat(told.rosters.getLast().keys().invalid().getFirst().reason())
        .isEqualTo("not UTF-8 text");
  }

  @Test
  void aDeletedConfigMapOrSecretLeavesTheLastBooksInForce() throws Exception {
    cluster.quotas("acme", "rate: 5/s");
    cluster.keys("acme");
    cluster.serve();
    follow(null);
    await(() -> !told.rosters.isEmpty());

    cluster.store.delete(WatchedCluster.QUOTAS);
    cluster.store.delete(WatchedCluster.KEYS);
    await(() -> told.says("QUOTAS the ConfigMap tenant-quotas is gone"));
    await(() -> told.says("TENANTS the Secret tenant-keys is gone"));
    assertThat(told.quotas).hasSize(1);
    assertThat(told.rosters).hasSize(1);

    told.health.clear();
    cluster.quotas("acme", "rate: 6/s");
    await(() -> told.rate("acme").equals("6/s") && told.says("QUOTAS confirmed"));
  }

  @Test
  void anEmptiedConfigMapIsTheDefaultAgain() throws Exception {
    cluster.quotas("acme", "rate: 5/s");
    cluster.serve();
    follow(null);
    await(() -> !told.quotas.isEmpty());

    cluster.put(WatchedCluster.QUOTAS, "{\"data\": {}}");
    await(() -> told.rate("acme").equals("10/s"));
  }

  @Test
  void whereThereNeverWasAConfigMapTheDefaultHoldsAndWithoutASecretNobodyIsKnown()
      throws Exception {
    cluster.serve();
    follow(null);

    await(() -> told.says("QUOTAS confirmed"));
    await(() -> told.says("TENANTS there is no Secret tenant-keys"));
    assertThat(told.rate("acme")).isEqualTo("10/s");
    assertThat(told.rosters).isEmpty();
    cluster.quotas("acme", "rate: 5/s");
    cluster.keys("acme");
    await(() -> told.rate("acme").equals("5/s") && !told.rosters.isEmpty());
  }

  @Test
  void anApiServerThatIsAwayLeavesTheBooksAndIsFoundAgain() throws Exception {
    cluster.quotas("acme", "rate: 5/s");
    cluster.keys("acme");
    cluster.serve();
    follow(null);
    await(() -> !told.rosters.isEmpty());

    cluster.stop();
    await(() -> told.says("QUOTAS the API server of context 'ctx'"));
    await(() -> told.says("TENANTS the API server of context 'ctx'"));
    assertThat(told.quotas).hasSize(1);

    cluster.quotas("acme", "rate: 6/s");
    told.health.clear();
    cluster.serve();
    await(() -> told.rate("acme").equals("6/s") && told.says("QUOTAS confirmed"));
    cluster.quotas("acme", "rate: 7/s");
    await(() -> told.rate("acme").equals("7/s"));
  }

  @Test
  void itStartsBeforeTheApiServerDoes() throws Exception {
    follow("app=gateway");
    await(() -> told.says("QUOTAS the API server of context 'ctx'"));
    assertThat(told.order).isEmpty();
    assertThat(told.shares).containsExactly(FleetShare.UNKNOWN);

    cluster.quotas("acme", "rate: 5/s");
    cluster.keys("acme");
    cluster.serve();
    await(() -> told.order.equals(List.of("quotas", "roster")));
    await(() -> told.shares.getLast().equals(FleetShare.ALONE));
  }

  @Test
  void gatewaysThatAreReadyShare() throws Exception {
    cluster.pod("one", "gateway", true);
    cluster.pod("two", "gateway", false);
    cluster.pod("other", "api", true);
    cluster.serve();
    follow("app=gateway");
    await(() -> told.shares.getLast().equals(FleetShare.of(1)));

    cluster.pod("two", "gateway", true);
    await(() -> told.shares.getLast().equals(FleetShare.of(2)));
    cluster.stop();
    await(() -> told.shares.getLast().problem() != null);
    assertThat(told.shares.getLast().ready()).isEqualTo(2);

    cluster.pod("one", "gateway", false);
    cluster.serve();
    await(() -> told.shares.getLast().equals(FleetShare.of(1)));
  }

  private void follow(String fleet) {
    running = cluster.feed(fleet).start(told);
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("in time").isLessThan(deadline);
      Thread.sleep(2);
    }
  }
}
