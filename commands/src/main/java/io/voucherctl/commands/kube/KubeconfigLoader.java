package io.voucherctl.commands.kube;

import io.voucherctl.commands.exit.Failure;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * From what a person named to a connection, or a refusal. Stricter than the Fabric8 client: a
 * cluster is named by {@code --context}, or by {@code --kubeconfig} whose current context then
 * counts. The default files are only where contexts are looked up; their current context is never
 * enough.
 */
public final class KubeconfigLoader {
  /** A DNS label: anything else could also lead a request astray. */
  private static final Pattern NAMESPACE = Pattern.compile("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");

  private final List<Path> defaultFiles;

  /**
   * @param defaultFiles see {@link #defaultFiles}; missing ones are skipped
   */
  public KubeconfigLoader(List<Path> defaultFiles) {
    this.defaultFiles = List.copyOf(defaultFiles);
  }

  /** kubectl's search path: the files in the value of KUBECONFIG, else {@code ~/.kube/config}. */
  public static List<Path> defaultFiles(@Nullable String kubeconfigVariable, Path home) {
    if (kubeconfigVariable == null || kubeconfigVariable.isBlank()) {
      return List.of(home.resolve(".kube").resolve("config"));
    }
    return Arrays.stream(kubeconfigVariable.split(File.pathSeparator, -1))
        .filter(part -> !part.isBlank())
        .map(Path::of)
        .toList();
  }

  /** Reads files only; throws {@link Failure.BadInput} for everything that is wrong. */
  public KubeConnection resolve(KubeTarget target) {
    Kubeconfig config = Kubeconfig.read(files(target));
    Entry context = context(target, config);
    KubeServer server = ServerEntry.read(referred(context, "cluster", config));
    KubeUser user =
        context.text("user") == null
            ? KubeUser.ANONYMOUS
            : UserEntry.read(referred(context, "user", config));
    return new KubeConnection(context.name(), namespace(target, context), server, user);
  }

  private List<Path> files(KubeTarget target) {
    return target.kubeconfig() != null
        ? List.of(target.kubeconfig())
        : defaultFiles.stream().filter(Files::exists).toList();
  }

  private static Entry context(KubeTarget target, Kubeconfig config) {
    String name = target.context() != null ? target.context() : config.current();
    if (target.context() == null && target.kubeconfig() == null) {
      throw new Failure.BadInput(
          "no cluster was named", "use --context NAME or --kubeconfig FILE; " + config.known());
    }
    if (name == null) {
      throw new Failure.BadInput(
          config.where() + " has no current context", "use --context NAME; " + config.known());
    }
    Entry context = config.context(name);
    if (context == null) {
      throw new Failure.BadInput("no context '" + name + "' in " + config.where(), config.known());
    }
    return context;
  }

  private static Entry referred(Entry context, String kind, Kubeconfig config) {
    String name = context.text(kind);
    if (name == null) {
      throw context.wrong("names no " + kind);
    }
    Entry entry = kind.equals("cluster") ? config.cluster(name) : config.user(name);
    if (entry == null) {
      throw context.wrong("names " + kind + " '" + name + "', which is not defined");
    }
    return entry;
  }

  private static String namespace(KubeTarget target, Entry context) {
    String own = context.text("namespace");
    return requireNamespace(
        target.namespace() != null ? target.namespace() : own == null ? "default" : own);
  }

  static String requireNamespace(String name) {
    if (!NAMESPACE.matcher(name).matches()) {
      throw new Failure.BadInput("'" + name + "' is not a namespace");
    }
    return name;
  }
}
