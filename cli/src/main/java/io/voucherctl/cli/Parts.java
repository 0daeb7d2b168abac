package io.voucherctl.cli;

import io.voucherctl.commands.console.Screen;
import io.voucherctl.commands.console.SttyScreen;
import io.voucherctl.commands.drill.Stage;
import io.voucherctl.commands.kube.ExecRunner;
import io.voucherctl.commands.kube.InCluster;
import io.voucherctl.commands.kube.KubeClients;
import io.voucherctl.commands.kube.KubeConnection;
import io.voucherctl.commands.kube.KubeFollower;
import io.voucherctl.commands.kube.KubeSession;
import io.voucherctl.commands.kube.KubeTarget;
import io.voucherctl.commands.kube.KubeTimeouts;
import io.voucherctl.commands.kube.KubeconfigLoader;
import io.voucherctl.commands.load.KubeQuotaSource;
import io.voucherctl.commands.load.LoadPorts;
import io.voucherctl.commands.load.LoadSession;
import io.voucherctl.commands.load.http.LoadTarget;
import io.voucherctl.commands.pods.DumpPodReader;
import io.voucherctl.commands.pods.PodReader;
import io.voucherctl.commands.serve.GatewaySource;
import io.voucherctl.commands.serve.GatewayStart;
import io.voucherctl.commands.serve.JavaRuntime;
import io.voucherctl.commands.serve.KubeFeed;
import io.voucherctl.commands.serve.LimiterStart;
import io.voucherctl.commands.serve.Ports;
import io.voucherctl.commands.serve.Regions;
import io.voucherctl.commands.serve.ServeApiCommand.ApiPlan;
import io.voucherctl.commands.serve.StoreFailures;
import io.voucherctl.commands.serve.demo.DemoSeeding;
import io.voucherctl.commands.time.Ticker;
import io.voucherctl.server.gateway.DirectoryFeed;
import io.voucherctl.server.gateway.Feed;
import io.voucherctl.server.gateway.Fleet;
import io.voucherctl.server.gateway.GatewayPlan;
import io.voucherctl.server.gateway.GatewayServer;
import io.voucherctl.server.gateway.redis.RedisBuckets;
import io.voucherctl.server.voucher.VoucherServer;
import io.voucherctl.server.voucher.store.StoreAddress;
import io.voucherctl.server.voucher.store.VoucherStore;
import java.io.IOException;
import java.net.BindException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * Makes the costly things that commands ask for, from the process's surroundings: real clocks, real
 * randomness, real servers.
 */
final class Parts {
  private static final Duration EXEC_PLUGIN_TIMEOUT = Duration.ofSeconds(30);

  /** A little longer than the ingress needs to hear that a pod is not ready any more. */
  private static final Duration GATEWAY_NOTICE = Duration.ofMillis(1_500);

  private static final Duration GATEWAY_GRACE = Duration.ofSeconds(8);

  /** Where nobody is waiting: a drill starves the machine on purpose, a gateway tries again. */
  private static final KubeTimeouts BUSY =
      new KubeTimeouts(Duration.ofSeconds(3), Duration.ofSeconds(5), Duration.ofSeconds(15));

  private static final int DEFAULT_ROWS = 24;

  private final Surroundings around;
  private final Shutdown shutdown;
  private final Resources resources;
  private final InstantSource clock = InstantSource.system();
  private final Ticker ticker = System::nanoTime;

  Parts(Surroundings around, Shutdown shutdown, Resources resources) {
    this.around = around;
    this.shutdown = shutdown;
    this.resources = resources;
  }

  InstantSource clock() {
    return clock;
  }

  Ticker ticker() {
    return ticker;
  }

  KubeSession kube(KubeTarget target) {
    return kube(target, KubeTimeouts.PERSON);
  }

  private KubeSession kube(KubeTarget target, KubeTimeouts timeouts) {
    KubeconfigLoader loader =
        new KubeconfigLoader(
            KubeconfigLoader.defaultFiles(around.environment().get("KUBECONFIG"), around.home()));
    return open(loader.resolve(target), timeouts);
  }

  private KubeSession open(KubeConnection connection, KubeTimeouts timeouts) {
    ExecRunner plugins = new ExecRunner(around.terminal().errIsTerminal(), EXEC_PLUGIN_TIMEOUT);
    return resources.add(new KubeClients(plugins, clock).open(connection, timeouts));
  }

  PodReader podDump(Path file) {
    return new DumpPodReader(file, System.in);
  }

  LoadSession load(LoadTarget target) {
    return LoadSession.open(target, ticker, clock, new SecureRandom(), shutdown::interrupted);
  }

  LoadPorts loadPorts() {
    return new LoadPorts(
        this::load,
        target -> new KubeQuotaSource(kube(target)),
        this::screen,
        shutdown::onStop,
        clock,
        new Version().getVersion()[0]);
  }

  /** A terminal that calls itself dumb cannot go back over what it shows. */
  private @Nullable Screen screen() {
    return around.environment().getOrDefault("TERM", "dumb").equals("dumb")
        ? null
        : SttyScreen.open(System.in, new Screen.Size(around.terminal().columns(), DEFAULT_ROWS));
  }

  Regions regions() {
    return new Regions(
        runtime(),
        clock,
        ticker,
        new SecureRandom(),
        Parts::requireStore,
        DemoSeeding.overHttp(clock));
  }

  VoucherServer voucherApi(ApiPlan plan) {
    return Ports.bound(() -> {
      try {
        return VoucherServer.start(
            new VoucherServer.Plan(
                Ports.HOST, plan.port(), plan.store(), plan.tenants(), clock, new SecureRandom()));
      } catch (BindException e) {
        throw e;
      } catch (IOException e) {
        throw StoreFailures.of(plan.store(), e);
      }
    });
  }

  private static void requireStore(StoreAddress address) {
    try {
      VoucherStore.open(address).close();
    } catch (IOException e) {
      throw StoreFailures.of(address, e);
    }
  }

  GatewayServer gateway(GatewayStart start) {
    return Ports.bound(() ->
        GatewayServer.start(
            new GatewayPlan(
                start.listen(),
                start.upstream(),
                feed(start.source()),
                start.limits().sharedBy(fleet(start.limiter())),
                new GatewayPlan.Stopping(GATEWAY_NOTICE, GATEWAY_GRACE),
                new GatewayPlan.Clocks(clock, ticker::nanos, new SecureRandom()))));
  }

  private @Nullable Fleet fleet(@Nullable LimiterStart limiter) {
    return limiter == null
        ? null
        : new Fleet(
            () -> RedisBuckets.open(limiter.redis(), clock, ticker::nanos), limiter.onFailure());
  }

  private Feed feed(GatewaySource source) {
    return switch (source) {
      case GatewaySource.Files(Path quotas, Path fleet, Path tenants) ->
          new DirectoryFeed(quotas, fleet, tenants);
      case GatewaySource.Cluster(KubeTarget target, String fleet) ->
          new KubeFeed(watched(target), fleet, KubeFollower.Pace.STEADY, new SecureRandom());
    };
  }

  /** The cluster that was named; in a pod, where none was, the pod's own. */
  private KubeSession watched(KubeTarget target) {
    KubeConnection own =
        target.context() == null && target.kubeconfig() == null
            ? InCluster.find(around.environment(), InCluster.SERVICE_ACCOUNT, target.namespace())
            : null;
    return own == null ? kube(target, BUSY) : open(own, BUSY);
  }

  Stage stage() {
    return Stage.of(runtime(), target -> kube(target, BUSY), this::load, clock, ticker);
  }

  private JavaRuntime runtime() {
    return new JavaRuntime(
        around.java(),
        around.classPath(),
        around.aotCache(),
        Main.class.getName(),
        around.loggingConfig());
  }
}
