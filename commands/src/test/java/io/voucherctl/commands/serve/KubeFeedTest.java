package io.voucherctl.commands.serve;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voucherctl.commands.kube.ExecRunner;
import io.voucherctl.commands.kube.KubeClients;
import io.voucherctl.commands.kube.KubeConnection;
import io.voucherctl.commands.kube.KubeFollower.Pace;
import io.voucherctl.commands.kube.KubeServer;
import io.voucherctl.commands.kube.KubeSession;
import io.voucherctl.commands.kube.KubeTimeouts;
import io.voucherctl.commands.kube.KubeUser;
import io.voucherctl.server.cluster.ClusterEndpoint;
import io.voucherctl.server.cluster.Namespaces;
import io.voucherctl.server.cluster.ObjectStore;
import io.voucherctl.server.gateway.Feed;
import io.voucherctl.server.quota.FleetShare;
import io.voucherctl.server.quota.QuotaBook;
import io.voucherctl.server.quota.Roster;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Against the endpoint that ships, over its real HTTP, stopped and started again. */
@Timeout(60)
class KubeFeedTest {
  /** Only the watch is quick: what a test sees in time, it did not get by looking again. */
  private static final Pace PACE =
      new Pace(
          Duration.ofHours(1), Duration.ofMillis(5), Duration.ofMillis(5), Duration.ofMillis(100));

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final ObjectStore.Key QUOTAS =
      new ObjectStore.Key("configmaps", "shop", "tenant-quotas");
  private static final ObjectStore.Key KEYS = new ObjectStore.Key("secrets", "shop", "tenant-keys");

  private final ObjectStore store = new ObjectStore(Instant::now);
  private final Told told = new Told();
  private int port;
  private ClusterEndpoint endpoint;
  private KubeSession session;
  private Feed.Running running;

  private static final class Told implements Feed.Sink {
    final List<QuotaBook> quotas = new CopyOnWriteArrayList<>();
    final List<Roster> rosters = new CopyOnWriteArrayList<>();
    final List<FleetShare> shares = new CopyOnWriteArrayList<>();
    final List<String> health = new CopyOnWriteArrayList<>();
    final List<String> order = new CopyOnWriteArrayList<>();

    @Override
    public void put(Roster roster) {
      order.add("roster");
      rosters.add(roster);
    }

    @Override
    public void put(QuotaBook book) {
      order.add("quotas");
      quotas.add(book);
    }

    @Override
    public void put(FleetShare share) {
      shares.add(share);
    }

    @Override
    public void confirmed(Feed.Source source) {
      health.add(source + " confirmed");
    }

    @Override
    public void failed(Feed.Source source, String problem) {
      health.add(source + " " + problem);
    }

    boolean says(String words) {
      return health.stream().anyMatch(line -> line.contains(words));
    }
  }

  @BeforeEach
  void prepare() throws IOException {
    Namespaces.ensure(store, "shop");
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
  }

  @AfterEach
  void stop() {
    running.close();
    session.close();
    if (endpoint != null) {
      endpoint.close();
    }
  }

  @Test
  void whatIsThereIsToldQuotasFirst() throws Exception {
    quotas("acme", "{rate: 5/s, mode: shadow}");
    keys("acme");
    serve();
    follow(null);

    await(() -> !told.rosters.isEmpty());
    assertThat(told.order).containsExactly("quotas", "roster");
    assertThat(told.rosters.getFirst().keys().tenants()).containsExactly("acme");
    assertThat(rate("acme")).isEqualTo("5/s");
    assertThat(told.quotas.getLast().revision())
        .isEqualTo(store.find(QUOTAS).orElseThrow().at("/metadata/resourceVersion").asText());
    await(() -> told.says("QUOTAS confirmed") && told.says("TENANTS confirmed"));
    assertThat(told.shares).isEmpty();
  }

  @Test
  void anEditIsToldAtOnce() throws Exception {
    quotas("acme", "rate: 5/s");
    serve();
    follow(null);
    await(() -> !told.quotas.isEmpty());

    for (int rate = 10; rate < 30; rate++) {
      quotas("acme", "rate: " + rate + "/s");
      String expected = rate + "/s";
      long start = System.nanoTime();
      await(() -> rate("acme").equals(expected));
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
    }
  }

  @Test
  void anInvalidEntryKeepsTheLastGoodOneAndIsReported() throws Exception {
    quotas("acme", "rate: 5/s");
    serve();
    follow(null);
    await(() -> !told.quotas.isEmpty());

    quotas("acme", "rate: lots");
    await(() -> !told.quotas.getLast().invalid().isEmpty());
    assertThat(rate("acme")).isEqualTo("5/s");

    quotas("acme", "x".repeat(20_000));
    await(() -> told.quotas.getLast().invalid().getFirst().reason().startsWith("larger than"));
    assertThat(rate("acme")).isEqualTo("5/s");
  }

  @Test
  void aBrokenKeyLeavesTheTenantTheOneItHad() throws Exception {
    quotas("acme", "rate: 5/s");
    keys("acme");
    serve();
    follow(null);
    await(() -> !told.rosters.isEmpty());

    put(KEYS, "{\"data\": {\"acme\": \"/w==\"}}");
    await(() -> told.rosters.size() == 2);
    assertThat(told.rosters.getLast().keys().tenants()).containsExactly("acme");
    assertThat(told.rosters.getLast().keys().invalid().getFirst().reason())
        .isEqualTo("not UTF-8 text");
  }

  @Test
  void aDeletedConfigMapOrSecretLeavesTheLastBooksInForce() throws Exception {
    quotas("acme", "rate: 5/s");
    keys("acme");
    serve();
    follow(null);
    await(() -> !told.rosters.isEmpty());

    store.delete(QUOTAS);
    store.delete(KEYS);
    await(() -> told.says("QUOTAS the ConfigMap tenant-quotas is gone"));
    await(() -> told.says("TENANTS the Secret tenant-keys is gone"));
    assertThat(told.quotas).hasSize(1);
    assertThat(told.rosters).hasSize(1);

    told.health.clear();
    quotas("acme", "rate: 6/s");
    await(() -> rate("acme").equals("6/s") && told.says("QUOTAS confirmed"));
  }

  @Test
  void anEmptiedConfigMapIsTheDefaultAgain() throws Exception {
    quotas("acme", "rate: 5/s");
    serve();
    follow(null);
    await(() -> !told.quotas.isEmpty());

    put(QUOTAS, "{\"data\": {}}");
    await(() -> rate("acme").equals("10/s"));
  }

  @Test
  void whereThereNeverWasAConfigMapTheDefaultHoldsAndWithoutASecretNobodyIsKnown()
      throws Exception {
    serve();
    follow(null);

    await(() -> told.says("QUOTAS confirmed"));
    await(() -> told.says("TENANTS there is no Secret tenant-keys"));
    assertThat(rate("acme")).isEqualTo("10/s");
    assertThat(told.rosters).isEmpty();
    quotas("acme", "rate: 5/s");
    keys("acme");
    await(() -> rate("acme").equals("5/s") && !told.rosters.isEmpty());
  }

  @Test
  void anApiServerThatIsAwayLeavesTheBooksAndIsFoundAgain() throws Exception {
    quotas("acme", "rate: 5/s");
    keys("acme");
    serve();
    follow(null);
    await(() -> !told.rosters.isEmpty());

    endpoint.close();
    await(() -> told.says("QUOTAS the API server of context 'ctx'"));
    await(() -> told.says("TENANTS the API server of context 'ctx'"));
    assertThat(told.quotas).hasSize(1);

    quotas("acme", "rate: 6/s");
    told.health.clear();
    serve();
    await(() -> rate("acme").equals("6/s") && told.says("QUOTAS confirmed"));
    quotas("acme", "rate: 7/s");
    await(() -> rate("acme").equals("7/s"));
  }

  @Test
  void itStartsBeforeTheApiServerDoes() throws Exception {
    follow("app=gateway");
    await(() -> told.says("QUOTAS the API server of context 'ctx'"));
    assertThat(told.order).isEmpty();
    assertThat(told.shares).containsExactly(FleetShare.UNKNOWN);

    quotas("acme", "rate: 5/s");
    keys("acme");
    serve();
    await(() -> told.order.equals(List.of("quotas", "roster")));
    await(() -> told.shares.getLast().equals(FleetShare.ALONE));
  }

  @Test
  void gatewaysThatAreReadyShare() throws Exception {
    pod("one", "gateway", true);
    pod("two", "gateway", false);
    pod("other", "api", true);
    serve();
    follow("app=gateway");
    await(() -> told.shares.getLast().equals(FleetShare.of(1)));

    pod("two", "gateway", true);
    await(() -> told.shares.getLast().equals(FleetShare.of(2)));
    endpoint.close();
    await(() -> told.shares.getLast().problem() != null);
    assertThat(told.shares.getLast().ready()).isEqualTo(2);

    pod("one", "gateway", false);
    serve();
    await(() -> told.shares.getLast().equals(FleetShare.of(1)));
  }

  private void serve() throws IOException {
    endpoint =
        ClusterEndpoint.start(
            new ClusterEndpoint.Options("127.0.0.1", port, "let-me-in"),
            store,
            run -> List.of(),
            System::nanoTime,
            new Random(42));
  }

  private void follow(String fleet) {
    KubeConnection connection =
        new KubeConnection(
            "ctx",
            "shop",
            new KubeServer(URI.create("http://127.0.0.1:" + port), false, null, null, null, null),
            new KubeUser("me", "let-me-in", null, null, null, null, null));
    session =
        new KubeClients(new ExecRunner(false, Duration.ofSeconds(1)), Instant::now)
            .open(connection, KubeTimeouts.PERSON);
    running = new KubeFeed(session, fleet, PACE, new SplittableRandom(1)).start(told);
  }

  private String rate(String tenant) {
    return told.quotas.isEmpty()
        ? "none"
        : told.quotas.getLast().quotaOf(tenant, Instant.now()).rate().toString();
  }

  private void quotas(String tenant, String text) throws IOException {
    ObjectNode map = JSON.createObjectNode();
    map.putObject("data").put(tenant, text);
    put(QUOTAS, map.toString());
  }

  private void keys(String tenant) throws IOException {
    byte[] text =
        ("{appId: app-" + tenant + ", appToken: s3cret}").getBytes(StandardCharsets.UTF_8);
    ObjectNode secret = JSON.createObjectNode();
    secret.putObject("data").put(tenant, text);
    put(KEYS, secret.toString());
  }

  private void pod(String name, String app, boolean ready) throws IOException {
    put(
        new ObjectStore.Key("pods", "shop", name),
        """
        {"metadata": {"labels": {"app": "%s"}}, "spec": {},
         "status": {"conditions": [{"type": "Ready", "status": "%s"}]}}
        """
            .formatted(app, ready ? "True" : "False"));
  }

  private void put(ObjectStore.Key key, String json) throws IOException {
    ObjectNode object = (ObjectNode) JSON.readTree(json);
    if (store.find(key).isEmpty()) {
      store.create(key, object);
    } else {
      store.edit(
          key,
          there -> (ObjectNode) there.setAll((ObjectNode) object.without(List.of("metadata"))));
    }
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("in time").isLessThan(deadline);
      Thread.sleep(2);
    }
  }
}
