package io.voucherctl.commands.serve;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voucherctl.commands.console.Progress;
import io.voucherctl.commands.serve.demo.DemoRun;
import io.voucherctl.commands.serve.demo.DemoSeeding;
import io.voucherctl.commands.time.Ticker;
import io.voucherctl.server.cluster.ClusterEndpoint;
import io.voucherctl.server.cluster.EventRecorder;
import io.voucherctl.server.cluster.FleetController;
import io.voucherctl.server.cluster.Kubeconfig;
import io.voucherctl.server.cluster.Namespaces;
import io.voucherctl.server.cluster.ObjectStore;
import io.voucherctl.server.cluster.deployment.DeploymentController;
import io.voucherctl.server.cluster.kubelet.ContainerRuntime;
import io.voucherctl.server.cluster.kubelet.Kubelet;
import io.voucherctl.server.cluster.kubelet.KubeletPlan;
import io.voucherctl.server.quota.QuotaText;
import io.voucherctl.server.quota.Tenant;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
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
  private final StoreProbe probe;
  private final DemoSeeding demo;

  /**
   * @param random makes secrets: unpredictable, and safe for any number of threads
   */
  public Regions(
      ContainerRuntime runtime,
      InstantSource clock,
      Ticker ticker,
      RandomGenerator random,
      StoreProbe probe,
      DemoSeeding demo) {
    this.probe = probe;
    this.demo = demo;
    this.runtime = runtime;
    this.clock = clock;
    this.ticker = ticker;
    this.random = random;
  }

  /** Returns when every pod is ready; whatever was started is stopped when one does not get so. */
  Region start(RegionPlan plan, Progress progress) throws InterruptedException {
    if (plan.api().shared() != null) {
      probe.require(plan.api().address());
    }
    RegionParts parts = new RegionParts();
    try {
      StateDirectory state = parts.add(StateDirectory.open(plan.state()));
      RegionTenants tenants = RegionTenants.of(plan.tenants(), state, new DemoTenants(random));
      ObjectStore store = new ObjectStore(clock);
      int apiPort = apiPort(plan.api(), parts, store);
      EventRecorder events = new EventRecorder(store, clock);
      Kubelet kubelet =
          parts.add(
              new Kubelet(store, events, runtime, kubelet(plan, state.path()), clock, random));
      Path kubeconfig = control(parts, store, kubelet, state.path());
      DeploymentController controller =
          parts.add(new DeploymentController(store, events, clock, random));
      parts.add(FleetController.start(store));
      apply(plan, store, tenants.tenants(), apiPort);
      PodFront front =
          parts.add(PodFront.start("ingress", Manifests.GATEWAY, plan.port(), store, random));
      kubelet.start();
      controller.start();
      new Readiness(store, ticker).await(plan.api().replicas(), plan.gateways(), READY, progress);
      Long seed = plan.demoSeed();
      DemoRun seeding =
          seed == null ? null : parts.add(demo.start(apiPort, tenants.tenants(), seed, progress));
      RegionAddress address =
          new RegionAddress(
              RegionAddress.SCHEMA,
              "http://" + Ports.HOST + ":" + front.port(),
              kubeconfig.toString(),
              tenants.file().toString(),
              state.path().toString(),
              StoreKind.of(plan.api().address()),
              seeding == null ? null : seeding.planned());
      return new Region(address, plan.gateways(), seeding, parts);
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

  /**
   * Where the gateways find the API: its only pod, or what stands for a Service before several.
   * Opened before the kubelet, so that it is closed after the pods that use it.
   */
  private int apiPort(ApiPart api, RegionParts parts, ObjectStore store) {
    return api.replicas() == 1
        ? Ports.lasting(random)
        : parts.add(PodFront.start("service", Manifests.API, 0, store, random)).port();
  }

  private static void apply(RegionPlan plan, ObjectStore store, List<Tenant> tenants, int apiPort) {
    Namespaces.ensure(store, Manifests.NAMESPACE);
    create(store, "configmaps", QuotaText.CONFIG_MAP, Manifests.quotas(tenants));
    create(store, "secrets", Manifests.KEYS, Manifests.keys(tenants));
    SharedStore shared = plan.api().shared();
    ObjectNode login = shared == null ? null : ApiManifest.login(shared.login());
    if (login != null) {
      create(store, "secrets", ApiManifest.LOGIN, login);
    }
    create(store, "deployments", Manifests.API, ApiManifest.deployment(plan.api(), apiPort));
    create(store, "deployments", Manifests.GATEWAY, Manifests.gateway(plan, apiPort));
  }

  private static void create(ObjectStore store, String resource, String name, ObjectNode object) {
    store.create(new ObjectStore.Key(resource, Manifests.NAMESPACE, name), object);
  }
}
