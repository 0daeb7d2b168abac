package io.voucherctl.commands.pods;

import io.voucherctl.commands.console.OutputOptions;
import io.voucherctl.commands.exit.Failure;
import io.voucherctl.commands.kube.KubeOptions;
import io.voucherctl.commands.kube.KubeTarget;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code pods restarts}. */
@Command(
    name = "restarts",
    header = "Show which containers restarted, what killed them, and when they start again.",
    description = {
      "Every kind of container is looked at: regular, init, sidecar, ephemeral. Waits for an image "
          + "or a configuration are no restarts. A heap that is full (exit 3) is told apart from "
          + "the container's memory limit (OOMKilled) and from a probe's kill, which only events "
          + "prove; Kubernetes keeps these for an hour."
    },
    footer = {
      "",
      "Examples:",
      "  voucherctl pods restarts --context prod -n vouchers",
      "  voucherctl pods restarts --context prod -A -l app=gateway -o json",
      "  kubectl get pods -A -o json | voucherctl pods restarts --from -",
      "  kubectl get pods,replicasets,events -o json > dump.json",
      "  voucherctl pods restarts --from dump.json"
    })
public final class PodsRestartsCommand implements Callable<Integer> {
  @Option(
      names = {"-A", "--all-namespaces"},
      description = "Look in all namespaces.")
  private boolean allNamespaces;

  @Option(
      names = {"-l", "--selector"},
      paramLabel = "SEL",
      description = "Only pods with these labels, as kubectl takes them.")
  private @Nullable String selector;

  @Option(
      names = "--from",
      paramLabel = "FILE",
      description = "Read a dump of kubectl get pods -o json instead of a cluster; - is stdin.")
  private @Nullable Path from;

  @Mixin private KubeOptions kube = new KubeOptions();
  @Mixin private OutputOptions output;

  private final Function<KubeTarget, PodReader> clusters;
  private final Function<Path, PodReader> dumps;

  public PodsRestartsCommand(
      Function<KubeTarget, PodReader> clusters, Function<Path, PodReader> dumps) {
    this.clusters = clusters;
    this.dumps = dumps;
  }

  @Override
  public Integer call() {
    RestartReport report = RestartReport.of(reader().read(plan()));
    report.notes().forEach(output.talk()::note);
    return output.show(report, new RestartView());
  }

  PodQuery plan() {
    if (from != null && selector != null) {
      throw new Failure.BadInput(
          "--from and --selector do not go together", "give the selector to kubectl get pods");
    }
    return new PodQuery(allNamespaces, kube.target().namespace(), selector);
  }

  private PodReader reader() {
    return from == null ? clusters.apply(kube.target()) : dumps.apply(from);
  }
}
