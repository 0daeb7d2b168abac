package io.voucherctl.commands.drill;

import com.sun.net.httpserver.HttpServer;
import io.voucherctl.commands.drill.GatewaySample.RouteCount;
import io.voucherctl.commands.exit.ExitCode;
import io.voucherctl.commands.load.LoadSession;
import io.voucherctl.commands.load.http.LoadTarget;
import io.voucherctl.commands.pods.BackOffRule;
import io.voucherctl.commands.pods.ContainerKind;
import io.voucherctl.commands.pods.ContainerSnapshot;
import io.voucherctl.commands.pods.PodReader;
import io.voucherctl.commands.pods.PodReading;
import io.voucherctl.commands.pods.PodSnapshot;
import io.voucherctl.commands.pods.Termination;
import io.voucherctl.commands.quota.MemoryQuotaStore;
import io.voucherctl.commands.quota.QuotaEntry;
import io.voucherctl.commands.quota.QuotaStore;
import io.voucherctl.server.quota.Rate;
import io.voucherctl.server.quota.Tenant;
import io.voucherctl.server.quota.TenantQuota;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * A region of one small HTTP server. Its neighbour is hurt from the first call of a code that
 * nobody issued until the fix is rolled out; then its pod has died.
 */
final class SmallRegion implements Region {
  static final TenantQuota QUOTA = new TenantQuota("hooli", Rate.perSecond(20), 40);

  final List<String> rollouts = new CopyOnWriteArrayList<>();
  final MemoryQuotaStore quotas =
      new MemoryQuotaStore().with(QuotaEntry.of(QUOTA)).knowing("hooli", "acme");
  volatile boolean closed;

  private final boolean defect;
  private final HttpServer http;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final LoadSession load;
  private volatile boolean flooded;
  private volatile boolean fixed;

  SmallRegion(boolean defect, @Nullable ExitCode whenFlooded) throws IOException {
    this.defect = defect;
    http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
    http.setExecutor(threads);
    http.createContext(
        "/",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          exchange.sendResponseHeaders(
              status(
                  exchange.getRequestURI().getPath(),
                  exchange.getRequestHeaders().getFirst("X-App-Id")),
              -1);
          exchange.close();
        });
    http.start();
    URI uri = URI.create("http://127.0.0.1:" + http.getAddress().getPort());
    load =
        LoadSession.open(
            new LoadTarget(uri, List.of(tenant("hooli"), tenant("acme")), 4),
            System::nanoTime,
            InstantSource.system(),
            new SplittableRandom(1),
            () -> flooded ? whenFlooded : null);
  }

  static DrillPlan plan(boolean defect) {
    Duration phase = Duration.ofMillis(100);
    return new DrillPlan(
        defect,
        "hooli",
        Rate.perSecond(50),
        Rate.perSecond(100),
        Map.of("acme", Rate.perSecond(100)),
        new TenantQuota("hooli", Rate.perSecond(5), 10),
        2,
        3,
        "64Mi",
        Duration.ofSeconds(1),
        new DrillPlan.Durations(Duration.ZERO, phase, phase, phase, phase));
  }

  private int status(String path, String appId) {
    if (path.contains("/import")) {
      return 202;
    }
    if (path.contains("GUESS-")) {
      flooded = true;
      return defect && !fixed ? 404 : 429;
    }
    return defect && flooded && !fixed && appId.equals("app-acme") ? 503 : 200;
  }

  @Override
  public LoadSession load() {
    return load;
  }

  @Override
  public QuotaStore quotas() {
    return quotas;
  }

  @Override
  public PodReader pods() {
    return query -> {
      Termination end = new Termination("Error", 3, 0, Story.START, Story.START.plusSeconds(31));
      ContainerSnapshot container =
          new ContainerSnapshot("gateway", ContainerKind.REGULAR, 1, "Running", null, end);
      PodSnapshot pod =
          new PodSnapshot(
              "voucherctl", "gateway-1", "u1", null, BackOffRule.KUBERNETES, List.of(container));
      boolean died = defect && flooded;
      return new PodReading(
          died ? List.of(pod) : List.of(), Map.of(), List.of(), "voucherctl", List.of());
    };
  }

  @Override
  public Rollout rollout() {
    return new Rollout() {
      @Override
      public String dropArguments(String deployment, String container, String... arguments) {
        fixed = true;
        return said(deployment + "/" + container + " without " + String.join(" ", arguments));
      }

      @Override
      public String scale(String deployment, int replicas) {
        return said(deployment + " to " + replicas);
      }

      @Override
      public boolean awaitComplete(String deployment, Duration limit) {
        said(deployment + " awaited");
        return true;
      }
    };
  }

  @Override
  public GatewayProbe gateways() {
    return () ->
        List.of(
            new GatewaySample(
                "gateway-1",
                Story.START,
                90,
                100,
                List.of(new RouteCount("hooli", "POST /validate", 5_000, 4_000, 1_000))));
  }

  @Override
  public void close() {
    closed = true;
    load.close();
    http.stop(0);
    threads.close();
  }

  private String said(String line) {
    rollouts.add(line);
    return line;
  }

  private static Tenant tenant(String id) {
    return new Tenant(id, "app-" + id, "token-" + id, QUOTA);
  }
}
