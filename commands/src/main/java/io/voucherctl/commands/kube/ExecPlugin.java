package io.voucherctl.commands.kube;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A command that hands out credentials, as the {@code exec} block of a kubeconfig's user describes
 * it (client.authentication.k8s.io, v1 and v1beta1).
 *
 * @param environment added to our own
 * @param clusterInfo the plugin wants to know the cluster
 */
public record ExecPlugin(
    String apiVersion,
    String command,
    List<String> arguments,
    Map<String, String> environment,
    @Nullable String installHint,
    boolean clusterInfo,
    Interaction interaction) {

  /** Whether the plugin may talk to a person on stdin. */
  public enum Interaction {
    NEVER,
    IF_AVAILABLE,
    ALWAYS
  }
}
