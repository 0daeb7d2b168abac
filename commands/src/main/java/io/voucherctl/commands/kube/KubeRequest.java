package io.voucherctl.commands.kube;

import org.jspecify.annotations.Nullable;

/**
 * What is asked of the API server, in the words of its permissions; failures are told with it.
 *
 * @param resource plural, with the group for all but core: {@code replicasets.apps}
 * @param namespace null means all namespaces
 */
public record KubeRequest(
    String verb, String resource, @Nullable String namespace, @Nullable String name) {

  public static KubeRequest list(String resource, @Nullable String namespace) {
    return new KubeRequest("list", resource, namespace, null);
  }

  public static KubeRequest of(String verb, String resource, String namespace, String name) {
    return new KubeRequest(verb, resource, namespace, name);
  }

  /** Such as {@code get secrets/tenant-keys in namespace prod}. */
  @Override
  public String toString() {
    String where = namespace == null ? " in all namespaces" : " in namespace " + namespace;
    return verb + " " + resource + (name == null ? "" : "/" + name) + where;
  }

  /** The kubectl command that asks whether this is allowed. */
  String canI(String context) {
    String where = namespace == null ? " -A" : " -n " + namespace;
    String what = resource + (name == null ? "" : "/" + name);
    return "kubectl auth can-i " + verb + " " + what + where + " --context " + context;
  }
}
