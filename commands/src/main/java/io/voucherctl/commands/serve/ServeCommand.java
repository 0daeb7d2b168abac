package io.voucherctl.commands.serve;

import io.voucherctl.commands.console.OutputOptions;
import io.voucherctl.commands.console.Talk;
import io.voucherctl.commands.serve.demo.DemoReport;
import io.voucherctl.commands.serve.demo.DemoRun;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The whole region, in the foreground. */
@Command(
    name = "serve",
    header = "Start a voucher API, gateways and the small cluster that keeps them alive.",
    synopsisSubcommandLabel = "[COMMAND]",
    description =
        "Everything runs on 127.0.0.1, each pod as a process of its own, and ends with this"
            + " command, however it ends. The cluster speaks the Kubernetes API: quota and pods"
            + " work on it through the kubeconfig that is written.",
    subcommands = {ServeApiCommand.class, ServeGatewayCommand.class},
    footer = {
      "",
      "Examples:",
      "  voucherctl serve --gateways 2",
      "  voucherctl serve --gateways 2 --state ./region -o json",
      "  voucherctl serve --defect as1",
      "  PGUSER=shop PGPASSFILE=~/.pgpass voucherctl serve --api-replicas 2 \\",
      "    --store jdbc:postgresql://127.0.0.1:5432/vouchers"
    })
public final class ServeCommand implements Callable<Integer> {
  /** How long being ready waits for the demo data; what is late comes while the region serves. */
  private static final Duration DEMO_PATIENCE = Duration.ofSeconds(1);

  @Option(
      names = "--gateways",
      paramLabel = "N",
      defaultValue = "1",
      description = "Gateway replicas. Default: ${DEFAULT-VALUE}.")
  private int gateways;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "0",
      description = "Port that tenants call. Default: a free one.")
  private int port;

  @Option(
      names = "--api-replicas",
      paramLabel = "N",
      defaultValue = "1",
      description =
          "Replicas of the voucher API; more than one needs --store. Default: ${DEFAULT-VALUE}.")
  private int apiReplicas;

  @Option(
      names = "--tenants",
      paramLabel = "FILE",
      description =
          "Tenants with their keys and quotas (YAML). Default: the one in the state directory, or"
              + " five tenants made up on the spot.")
  private @Nullable Path tenants;

  @Option(
      names = "--state",
      paramLabel = "DIR",
      description = "Kubeconfig, tenants file, pod logs. Default: a temporary directory.")
  private @Nullable Path state;

  @Option(
      names = "--defect",
      paramLabel = "NAME",
      description = "Give the gateways a known bug: ${COMPLETION-CANDIDATES}.")
  private @Nullable Defect defect;

  @Option(
      names = "--gateway-memory",
      paramLabel = "SIZE",
      defaultValue = "128Mi",
      description = "Memory limit of a gateway pod; a quarter is heap. Default: ${DEFAULT-VALUE}.")
  private String gatewayMemory = "128Mi";

  @Option(
      names = "--back-off-unit",
      paramLabel = "TIME",
      defaultValue = "10s",
      description =
          "First wait before a crashed container is restarted; it doubles up to 30 times this."
              + " Default: ${DEFAULT-VALUE}, as a real kubelet.")
  private Duration backOffUnit = Duration.ofSeconds(10);

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description =
          "Which demo data a tenant without vouchers gets: the same codes, names and amounts for"
              + " the same number; ids and times are the server's. Default: ${DEFAULT-VALUE}.")
  private long seed;

  @Option(names = "--no-demo", description = "No demo data: every tenant begins empty.")
  private boolean noDemo;

  @Mixin private OverloadOptions overload;

  @Mixin private StoreOptions store;

  @Mixin private OutputOptions output;

  private final Regions regions;
  private final Foreground foreground;
  private final DatabaseLogin login;

  public ServeCommand(Regions regions, Foreground foreground, DatabaseLogin login) {
    this.regions = regions;
    this.foreground = foreground;
    this.login = login;
  }

  @Override
  public Integer call() throws InterruptedException {
    Talk talk = output.talk();
    try (Region region = start(talk)) {
      DemoRun demo = region.demo();
      DemoReport seeded = demo == null ? null : demo.await(DEMO_PATIENCE);
      int code = output.show(address(region, seeded), ServeView.ADDRESS);
      if (seeded != null) {
        ServeView.tell(seeded, talk);
      }
      talk.note(ServeView.ready(region));
      if (demo != null && seeded == null) {
        demo.whenDone(late -> ServeView.tell(late, talk));
      }
      foreground.awaitStop();
      return code;
    }
  }

  private static RegionAddress address(Region region, @Nullable DemoReport seeded) {
    return seeded == null ? region.address() : region.address().with(seeded.summary());
  }

  private Region start(Talk talk) throws InterruptedException {
    try {
      return regions.start(plan(), talk);
    } finally {
      talk.done();
    }
  }

  RegionPlan plan() {
    return new RegionPlan(
        gateways,
        port,
        new ApiPart(apiReplicas, store.data(), store.shared(login)),
        tenants,
        state,
        defect == Defect.as1,
        overload.limits(),
        gatewayMemory,
        backOffUnit,
        noDemo ? null : seed);
  }
}
