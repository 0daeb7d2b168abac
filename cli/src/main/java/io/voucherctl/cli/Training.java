package io.voucherctl.cli;

import io.voucherctl.commands.serve.Ports;
import io.voucherctl.server.cluster.ClusterEndpoint;
import io.voucherctl.server.cluster.Kubeconfig;
import io.voucherctl.server.cluster.ObjectStore;
import io.voucherctl.server.gateway.DirectoryFeed;
import io.voucherctl.server.gateway.GatewayPlan;
import io.voucherctl.server.gateway.GatewayServer;
import io.voucherctl.server.quota.Rate;
import io.voucherctl.server.quota.Tenant;
import io.voucherctl.server.quota.TenantQuota;
import io.voucherctl.server.quota.TenantsFile;
import io.voucherctl.server.voucher.VoucherServer;
import io.voucherctl.server.voucher.store.StoreAddress;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/**
 * One run over the commands that must start fast and over what the pods run, so that the AOT cache
 * holds their classes and the profiles that let the compiler begin with the hot paths. Run by the
 * build, with a directory for its files as the only argument.
 */
final class Training {
  private static final SecureRandom RANDOM = new SecureRandom();

  private Training() {}

  public static void main(String[] args) throws IOException {
    Path directory = Files.createDirectories(Path.of(args[0]).toAbsolutePath());
    Path kubeconfig = directory.resolve("kubeconfig");
    Path tenants = directory.resolve("tenants.yaml");
    Tenant acme =
        new Tenant("acme", "app", "token", TenantQuota.of("acme", Rate.perSecond(100_000)));
    Tenant hooli =
        new Tenant("hooli", "tight", "token", TenantQuota.of("hooli", Rate.perSecond(1)));
    Files.write(tenants, TenantsFile.format(List.of(acme, hooli)));
    ObjectStore store = new ObjectStore(InstantSource.system());
    try (ClusterEndpoint cluster =
            ClusterEndpoint.start(
                new ClusterEndpoint.Options(Ports.HOST, 0, "training"),
                store,
                run -> List.of(),
                System::nanoTime,
                RANDOM);
        VoucherServer api =
            VoucherServer.start(
                new VoucherServer.Plan(
                    Ports.HOST, 0, new StoreAddress.Memory(), InstantSource.system(), RANDOM));
        GatewayServer gateway = GatewayServer.start(plan(api.port(), tenants))) {
      Kubeconfig.write(kubeconfig, cluster.uri(), "training", "training", "default");
      String url = "http://" + Ports.HOST + ":" + gateway.port();
      String kube = kubeconfig.toString();
      run("--help");
      run("help", "exit-codes");
      run("completion", "bash");
      run("quota", "set", "acme", "--rate", "5/s", "--new", "--kubeconfig", kube);
      run("quota", "list", "--kubeconfig", kube);
      run("pods", "restarts", "--kubeconfig", kube);
      run("pods", "restarts", "-o", "json", "--kubeconfig", kube);
      run("quota", "list", "-o", "yaml", "--context", "nowhere");
      run(
          "load",
          "--target",
          url,
          "--tenants",
          tenants.toString(),
          "--tenant",
          "acme=1500/s",
          "--operation",
          "validate=20,redeem=2,publish=1,guess=50",
          "--warmup",
          "0s",
          "--duration",
          "5s");
      new TrainingCalls(gateway.port(), keys(acme), keys(hooli)).make();
    }
    System.exit(0);
  }

  private static String keys(Tenant tenant) {
    return "X-App-Id: " + tenant.appId() + "\r\nX-App-Token: " + tenant.appToken() + "\r\n";
  }

  private static GatewayPlan plan(int apiPort, Path tenants) {
    return new GatewayPlan(
        GatewayPlan.Listen.plain(Ports.HOST, 0, 0),
        URI.create("http://" + Ports.HOST + ":" + apiPort),
        new DirectoryFeed(null, null, tenants),
        GatewayPlan.Limits.DEFAULTS,
        new GatewayPlan.Stopping(Duration.ZERO, Duration.ofSeconds(1)),
        new GatewayPlan.Clocks(InstantSource.system(), System::nanoTime, RANDOM));
  }

  private static void run(String... args) {
    PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
    Surroundings around =
        Surroundings.of(Map.of(), System.getProperties(), Path.of("").toAbsolutePath());
    try (Resources resources = new Resources()) {
      Cli.of(around, Shutdown.install(Duration.ZERO), resources, nowhere, nowhere).execute(args);
    }
  }
}
