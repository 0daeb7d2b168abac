package io.voucherctl.commands.kube;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which cluster, spelled as kubectl spells it. */
public final class KubeOptions {
  @Option(
      names = "--kubeconfig",
      paramLabel = "FILE",
      description =
          "Read this kubeconfig and no other; without --context its current context counts.")
  private @Nullable Path kubeconfig;

  @Option(
      names = "--context",
      paramLabel = "NAME",
      description =
          "The kubeconfig context to act on. A cluster that was not named is never touched.")
  private @Nullable String context;

  @Option(
      names = {"-n", "--namespace"},
      paramLabel = "NS",
      description = "The namespace to work in. Default: the context's own.")
  private @Nullable String namespace;

  public KubeTarget target() {
    return new KubeTarget(kubeconfig, context, namespace);
  }
}
