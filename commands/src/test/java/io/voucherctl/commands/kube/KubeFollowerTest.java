package io.voucherctl.commands.kube;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Against an API server that misbehaves as real ones and what stands before them do. */
@Timeout(30)
class KubeFollowerTest {
  private static final Duration NEVER = Duration.ofHours(1);

  private final BlockingQueue<String> told = new LinkedBlockingQueue<>();
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final BlockingQueue<String> events = new LinkedBlockingQueue<>();
  private final HttpServer server;
  private final KubeSession session;
  private volatile String revision = "1";
  private volatile int listStatus = 200;
  private volatile int watchStatus = 200;
  private KubeFollower follower;

  KubeFollowerTest() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::answer);
    server.start();
    URI url = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/k8s/clusters/c1/");
    session =
        new KubeClients(new ExecRunner(false, Duration.ofSeconds(1)), Instant::now)
            .open(
                new KubeConnection(
                    "ctx",
                    "shop",
                    new KubeServer(url, false, null, null, null, null),
                    KubeUser.ANONYMOUS),
                KubeTimeouts.PERSON);
  }

  @AfterEach
  void stop() {
    follower.close();
    events.add("END");
    session.close();
    server.stop(0);
  }

  @Test
  void listsAndWatchesFromThereBelowTheServersPath() throws Exception {
    follow(NEVER);
    next("seen 1");
    await(() -> asked.size() == 3);

    String objects =
        "/k8s/clusters/c1/api/v1/namespaces/shop/configmaps?fieldSelector=metadata.name%3Dquotas";
    assertThat(asked.subList(1, 3))
        .containsExactly(objects, objects + "&watch=true&resourceVersion=1");
  }

  @Test
  void listsAgainWhateverTheWatchSays() throws Exception {
    follow(NEVER);
    next("seen 1");
    revision = "2";
    events.add("{\"type\":\"MODIFIED\"}\n");
    next("seen 2");
    revision = "3";
    events.add("gr\u00fc\u00df");
    next("seen 3");
  }

  @Test
  void aWatchThatEndsIsBegunAgainFromAFreshList() throws Exception {
    follow(NEVER);
    next("seen 1");
    revision = "7";
    events.add("END");
    next("seen 7");
    await(() -> asked.getLast().endsWith("resourceVersion=7"));
  }

  @Test
  void aSilentWatchIsNotTrustedForEver() throws Exception {
    follow(Duration.ofMillis(20));
    next("seen 1");
    revision = "2";
    await(() -> "seen 2".equals(told.poll()));
  }

  @Test
  void aWatchThatIsRefusedIsToldAndListsGoOn() throws Exception {
    watchStatus = 403;
    follow(NEVER);
    next("seen 1");
    next("lost cannot watch configmaps/quotas in namespace shop: the API server answered 403");
    revision = "2";
    await(() -> "seen 2".equals(told.poll()));
  }

  @Test
  void aWatchFromTooLongAgoIsNoTrouble() throws Exception {
    watchStatus = 410;
    follow(NEVER);
    next("seen 1");
    next("seen 1");
    watchStatus = 200;
    await(() -> asked.getLast().contains("watch=true"));
  }

  @Test
  void aListThatFailsIsToldUntilItWorksAgain() throws Exception {
    listStatus = 503;
    follow(NEVER);
    assertThat(told.poll(10, TimeUnit.SECONDS)).startsWith("lost ").contains("answered 503");
    assertThat(told.poll(10, TimeUnit.SECONDS)).startsWith("lost ");
    listStatus = 200;
    await(() -> "seen 1".equals(told.poll()));
  }

  @Test
  void whatIsNoJsonIsNoKubernetes() throws Exception {
    revision = "\"";
    follow(NEVER);
    next(
        "lost cannot list configmaps/quotas in namespace shop:"
            + " the server does not speak the Kubernetes API");
  }

  @Test
  void nothingIsToldOnceItIsClosed() throws Exception {
    follow(Duration.ofMillis(5));
    next("seen 1");
    follower.close();
    Thread.sleep(20);
    told.clear();
    revision = "2";
    assertThat(told.poll(50, TimeUnit.MILLISECONDS)).isNull();
  }

  private void follow(Duration check) {
    KubeFollower.Pace pace =
        new KubeFollower.Pace(
            check, Duration.ofMillis(1), Duration.ofMillis(5), Duration.ofMillis(50));
    follower =
        KubeFollower.start(
            session,
            KubeSelection.named("configmaps", "shop", "quotas"),
            pace,
            new SplittableRandom(1),
            new KubeFollower.Eye() {
              @Override
              public void seen(JsonNode list) {
                told.add("seen " + list.path("metadata").path("resourceVersion").asText());
              }

              @Override
              public void lost(String why) {
                told.add("lost " + why);
              }
            });
  }

  private void next(String expected) throws InterruptedException {
    assertThat(told.poll(10, TimeUnit.SECONDS)).isEqualTo(expected);
  }

  private static void await(BooleanSupplier condition) throws Exception {
    long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("in time").isLessThan(deadline);
      Thread.sleep(1);
    }
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String uri = exchange.getRequestURI().toString();
      asked.add(uri);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      if (!uri.contains("watch=true")) {
        byte[] list =
            ("{\"metadata\":{\"resourceVersion\":\"" + revision + "\"},\"items\":[]}")
                .getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(listStatus, list.length);
        exchange.getResponseBody().write(list);
        return;
      }
      exchange.sendResponseHeaders(watchStatus, watchStatus == 200 ? 0 : -1);
      for (String event = take(); watchStatus == 200 && !event.equals("END"); event = take()) {
        exchange.getResponseBody().write(event.getBytes(StandardCharsets.UTF_8));
        exchange.getResponseBody().flush();
      }
    }
  }

  private String take() {
    try {
      return watchStatus == 200 ? events.take() : "END";
    } catch (InterruptedException e) {
      return "END";
    }
  }
}
