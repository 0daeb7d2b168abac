package io.voucherctl.commands.kube;

import io.voucherctl.commands.exit.Failure;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The cluster whose pod this process is, as the service account's files and two variables tell it.
 * The token is read again for every request, because the kubelet rotates it.
 */
public final class InCluster {
  /** Where the kubelet mounts them. */
  public static final Path SERVICE_ACCOUNT =
      Path.of("/var/run/secrets/kubernetes.io/serviceaccount");

  private InCluster() {}

  /**
   * Null when this is no pod with a service account.
   *
   * @param directory {@link #SERVICE_ACCOUNT}, unless this is a test
   * @param namespace null means the pod's own
   */
  public static @Nullable KubeConnection find(
      Map<String, String> environment, Path directory, @Nullable String namespace) {
    String host = environment.getOrDefault("KUBERNETES_SERVICE_HOST", "");
    String port = environment.getOrDefault("KUBERNETES_SERVICE_PORT", "");
    Path token = directory.resolve("token");
    if (host.isEmpty() || port.isEmpty() || !Files.isRegularFile(token)) {
      return null;
    }
    String name = host.contains(":") ? "[" + host + "]" : host;
    KubeServer server =
        new KubeServer(
            address("https://" + name + ":" + port),
            false,
            null,
            text(directory, "ca.crt"),
            null,
            null);
    return new KubeConnection(
        "in-cluster",
        KubeconfigLoader.requireNamespace(
            namespace == null ? text(directory, "namespace") : namespace),
        server,
        new KubeUser("service account", null, token, null, null, null, null));
  }

  private static URI address(String text) {
    try {
      return URI.create(text);
    } catch (IllegalArgumentException e) {
      throw new Failure.BadInput(
          "KUBERNETES_SERVICE_HOST and KUBERNETES_SERVICE_PORT are no address");
    }
  }

  private static String text(Path directory, String name) {
    try {
      return Files.readString(directory.resolve(name)).strip();
    } catch (IOException e) {
      throw new Failure.BadInput("service account: cannot read " + directory.resolve(name));
    }
  }
}
