package io.voucherctl.server.gateway.proof;

import com.fasterxml.jackson.databind.JsonNode;
import io.voucherctl.server.voucher.proof.Served;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * 64 connections ask for more than ten times a tenant's quota while it is edited six times, up and
 * down and to nothing, and whatever was admitted is held against what the quota allowed: by one
 * gateway, and by three that share it.
 *
 * <p>Arguments: launcher, working directory, seconds, then numbers of gateways.
 */
public final class Exact {
  private static final String TENANT = "exact";
  private static final String WARMING = "warm";
  private static final int CONNECTIONS = 64;
  private static final long BURST = 100;
  private static final List<Integer> RATES = List.of(200, 50, 150, 20, 200, 0, 100);
  private static final double OFFERED = 11 * 200;
  private static final int LEAST_WARMUP_SECONDS = 3;
  private static final int MOST_WARMUP_SECONDS = 40;
  private static final String TENANTS =
      """
      tenants:
      - {id: exact, appId: exact, appToken: t, quota: {rate: 200/s, burst: 100}}
      - {id: warm, appId: warm, appToken: t, quota: {rate: 200/s, burst: 100}}
      """;

  private final Fleet fleet;
  private final List<URI> pages;
  private final int port;
  private final long phaseNanos;

  private Exact(Fleet fleet, List<URI> pages, int port, double seconds) {
    this.fleet = fleet;
    this.pages = pages;
    this.port = port;
    this.phaseNanos = (long) (seconds * 1e9 / RATES.size());
  }

  /** Ends with 1 when a fleet admitted more or less than it may, or an edit took too long. */
  public static void main(String[] arguments) throws Exception {
    Path directory = Path.of(arguments[1]);
    Path tenants = Files.writeString(directory.resolve("tenants.yaml"), TENANTS);
    List<String> wrong = new ArrayList<>();
    for (String gateways : List.of(arguments).subList(3, arguments.length)) {
      Path state = directory.resolve("state-" + gateways);
      List<String> serve =
          List.of(
              "--gateways=" + gateways, "--no-demo", "--tenants=" + tenants, "--state=" + state);
      Path log = directory.resolve("serve.log");
      try (Served region = Served.start(List.of(arguments[0]), serve, Map.of(), log);
          Fleet fleet = new Fleet(Path.of(region.address().get("kubeconfig").asText()))) {
        List<URI> pages = together(fleet, Integer.parseInt(gateways));
        int port = URI.create(region.address().get("gatewayUrl").asText()).getPort();
        wrong.addAll(new Exact(fleet, pages, port, Double.parseDouble(arguments[2])).run());
      }
    }
    wrong.forEach(what -> System.out.println("WRONG: " + what));
    System.out.println(
        wrong.isEmpty()
            ? "verdict: the limit holds for the fleet, and every edit within 2 s"
            : "verdict: broken, for " + wrong.size() + " reasons");
    System.exit(wrong.isEmpty() ? 0 : 1);
  }

  /** The status pages, once every gateway knows of all. */
  private static List<URI> together(Fleet fleet, int gateways)
      throws IOException, InterruptedException {
    for (int attempt = 0; attempt < 200; attempt++) {
      List<URI> pages = fleet.statusPages();
      int agreed = 0;
      for (URI page : pages) {
        agreed += fleet.status(page).at("/fleet/readyReplicas").asInt() == gateways ? 1 : 0;
      }
      if (agreed == gateways) {
        return pages;
      }
      Thread.sleep(50);
    }
    throw new IOException("the gateways do not know that there are " + gateways);
  }

  private List<String> run() throws Exception {
    warmUp();
    List<JsonNode> before = statuses();
    long start = System.nanoTime();
    Callers callers = Callers.start(port, head(TENANT), CONNECTIONS, OFFERED);
    List<Edit> edits = new ArrayList<>();
    for (int i = 1; i < RATES.size(); i++) {
      sleepUntil(start + i * phaseNanos);
      edits.add(Edit.of(fleet, pages, TENANT, RATES.get(i) + "/s", RATES.get(i) == 0 ? 0 : BURST));
    }
    sleepUntil(start + RATES.size() * phaseNanos);
    Callers.Tally tally = callers.stop();
    List<JsonNode> after = statuses();
    ExactReport report = new ExactReport(RATES, BURST, start, tally.last(), edits, tally);
    System.out.printf(
        Locale.ROOT,
        "%d gateways, %d connections, %.0f requests/s offered, %.1f s, burst %d, edits through the"
            + " Kubernetes API%n",
        pages.size(),
        CONNECTIONS,
        OFFERED,
        (tally.last() - start) / 1e9,
        BURST);
    List<String> wrong = new ArrayList<>(report.print(System.out));
    wrong.addAll(compare(tally, before, after));
    System.out.println();
    return wrong.stream().map(what -> pages.size() + " gateways: " + what).toList();
  }

  /** With a tenant of its own, until everything in the way is compiled well enough to keep up. */
  private void warmUp() throws Exception {
    Callers warming = Callers.start(port, head(WARMING), CONNECTIONS, OFFERED);
    for (int second = 0; second < MOST_WARMUP_SECONDS; second++) {
      long from = System.nanoTime();
      TimeUnit.SECONDS.sleep(1);
      double seconds = (System.nanoTime() - from) / 1e9;
      int answered = warming.tally().answeredIn(from, System.nanoTime());
      if (second >= LEAST_WARMUP_SECONDS && answered > 0.98 * OFFERED * seconds) {
        break;
      }
    }
    Edit.of(fleet, pages, WARMING, "100/s", BURST);
    warming.stop();
  }

  /** The gateways' own counters against what came back. */
  private static List<String> compare(
      Callers.Tally tally, List<JsonNode> before, List<JsonNode> after) {
    List<String> wrong = new ArrayList<>();
    long admitted = 0;
    long limited = 0;
    for (int i = 0; i < after.size(); i++) {
      JsonNode status = after.get(i);
      for (JsonNode route : Fleet.tenant(status, TENANT).path("routes")) {
        admitted += route.path("admitted").asLong();
        limited += route.path("limited").asLong();
      }
      if (!status.path("startedAt").equals(before.get(i).path("startedAt"))) {
        wrong.add("a gateway restarted");
      }
    }
    System.out.printf(
        Locale.ROOT,
        "callers: %,d admitted, %,d limited; gateways: %,d admitted, %,d limited%n",
        tally.admitted(),
        tally.limited(),
        admitted,
        limited);
    if (admitted != tally.admitted() || limited != tally.limited()) {
      wrong.add("callers and gateways counted differently");
    }
    if (!tally.trouble().isEmpty()) {
      wrong.add(tally.trouble());
    }
    return wrong;
  }

  private List<JsonNode> statuses() throws IOException, InterruptedException {
    List<JsonNode> statuses = new ArrayList<>();
    for (URI page : pages) {
      statuses.add(fleet.status(page));
    }
    return statuses;
  }

  private static String head(String appId) {
    return """
    GET /v1/vouchers?limit=1 HTTP/1.1\r
    Host: proof\r
    X-App-Id: %s\r
    X-App-Token: t\r
    """
        .formatted(appId);
  }

  private static void sleepUntil(long nanos) throws InterruptedException {
    TimeUnit.NANOSECONDS.sleep(nanos - System.nanoTime());
  }
}
