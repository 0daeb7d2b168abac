package io.voucherctl.commands.serve;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voucherctl.commands.console.Progress;
import io.voucherctl.commands.time.Ticker;
import io.voucherctl.server.cluster.ClusterEndpoint;
import io.voucherctl.server.cluster.EventRecorder;
import io.voucherctl.server.cluster.Ingress;
import io.voucherctl.server.cluster.Kubeconfig;
import io.voucherctl.server.cluster.Namespaces;
import io.voucherctl.server.cluster.ObjectStore;
import io.voucherctl.server.cluster.deployment.DeploymentController;
import io.voucherctl.server.cluster.kubelet.ContainerRuntime;
import io.voucherctl.server.cluster.kubelet.Kubelet;
import io.voucherctl.server.cluster.kubelet.KubeletPlan;
import io.voucherctl.server.http.ProxyServer;
import io.voucherctl.server.http.Response;
import io.voucherctl.server.quota.QuotaText;
import io.voucherctl.server.quota.Tenant;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** Starts regions: cluster endpoint, kubelet, controller and ingress here, every pod as a child. */
public final class Regions {
  private static final int TOKEN_BYTES = 32;

  /** A kubelet's longest wait is thirty times its first: 10 s and 300 s. */
  private static final int BACK_OFF_STEPS = 30;

  private static final Duration READY = Duration.ofMinutes(2);

  private final ContainerRuntime runtime;
  private final InstantSource clock;
  private final Ticker ticker;
  private final RandomGenerator random;

  /**
   * @param random makes secrets: unpredictable, and safe for any number of threads
   */
  public Regions(
      ContainerRuntime runtime, InstantSource clock, Ticker ticker, RandomGenerator random) {
    this.runtime = runtime;
    this.clock = clock;
    this.ticker = ticker;
    this.random = random;
  }

  /** Returns when every pod is ready; whatever was started is stopped when one does not get so. */
  Region start(RegionPlan plan, Progress progress) throws InterruptedException {
    RegionParts parts = new RegionParts();
    try {
      StateDirectory state = parts.add(StateDirectory.open(plan.state()));
      RegionTenants tenants = RegionTenants.of(plan.tenants(), state, new DemoTenants(random));
      ObjectStore store = new ObjectStore(clock);
      EventRecorder events = new EventRecorder(store, clock);
      Kubelet kubelet =
          parts.add(
              new Kubelet(store, events, runtime, kubelet(plan, state.path()), clock, random));
      Path kubeconfig = control(parts, store, kubelet, state.path());
      DeploymentController controller =
          parts.add(new DeploymentController(store, events, clock, random));
      apply(plan, store, tenants.tenants());
      ProxyServer front = parts.add(front(plan, parts, store));
      kubelet.start();
      controller.start();
      new Readiness(store, ticker).await(plan.gateways(), READY, progress);
      RegionAddress address =
          new RegionAddress(
              RegionAddress.SCHEMA,
              "http://" + Ports.HOST + ":" + front.port(),
              kubeconfig.toString(),
              tenants.file().toString(),
              state.path().toString());
      return new Region(address, plan.gateways(), parts);
    } catch (RuntimeException | InterruptedException e) {
      parts.closeAfter(e);
      throw e;
    } catch (IOException e) {
      parts.closeAfter(e);
      throw new UncheckedIOException("cannot start the region", e);
    }
  }

  private static KubeletPlan kubelet(RegionPlan plan, Path state) {
    return KubeletPlan.in(state)
        .withBackOff(plan.backOffUnit(), plan.backOffUnit().multipliedBy(BACK_OFF_STEPS));
  }

  /** The control plane, and the one file that opens it. */
  private Path control(RegionParts parts, ObjectStore store, Kubelet kubelet, Path state)
      throws IOException {
    byte[] secret = new byte[TOKEN_BYTES];
    random.nextBytes(secret);
    String token = HexFormat.of().formatHex(secret);
    ClusterEndpoint endpoint =
        parts.add(
            ClusterEndpoint.start(
                new ClusterEndpoint.Options(Ports.HOST, 0, token),
                store,
                kubelet,
                ticker::nanos,
                random));
    Path kubeconfig = state.resolve("kubeconfig");
    Kubeconfig.write(kubeconfig, endpoint.uri(), token, "voucherctl", Manifests.NAMESPACE);
    return kubeconfig;
  }

  private void apply(RegionPlan plan, ObjectStore store, List<Tenant> tenants) {
    int apiPort = Ports.lasting(random);
    Namespaces.ensure(store, Manifests.NAMESPACE);
    create(store, "configmaps", QuotaText.CONFIG_MAP, Manifests.quotas(tenants));
    create(store, "secrets", Manifests.KEYS, Manifests.keys(tenants));
    create(store, "deployments", Manifests.API, Manifests.api(apiPort, plan.data()));
    create(store, "deployments", Manifests.GATEWAY, Manifests.gateway(plan, apiPort));
  }

  private static void create(ObjectStore store, String resource, String name, ObjectNode object) {
    store.create(new ObjectStore.Key(resource, Manifests.NAMESPACE, name), object);
  }

  private ProxyServer front(RegionPlan plan, RegionParts parts, ObjectStore store) {
    Ingress ingress =
        parts.add(
            new Ingress(
                store, Manifests.NAMESPACE, Map.of("app", Manifests.GATEWAY), "http", random));
    ProxyServer.Options options =
        ProxyServer.Options.of("ingress", Ports.HOST, plan.port()).withGrace(Duration.ofSeconds(2));
    return Ports.bound(() ->
        ProxyServer.start(
            options,
            ingress,
            (status, message, head) ->
                Response.json(status, body(status, message).getBytes(StandardCharsets.UTF_8))));
  }

  /** The gateways word their own errors; this is for what never reaches one. */
  private static String body(int status, String message) {
    String words = message.replaceAll("[^ -~]|[\"\\\\]", " ");
    return "{\"code\":" + status + ",\"key\":\"invalid_request\",\"message\":\"" + words + "\"}";
  }
}
