package io.voucherctl.commands.kube;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Objects of one namespace of the core API: the one with a name, or those with labels.
 *
 * @param resource plural, such as {@code configmaps}
 * @param labels a label selector, as kubectl's {@code -l} takes it
 */
public record KubeSelection(
    String resource, String namespace, @Nullable String name, @Nullable String labels) {

  public static KubeSelection named(String resource, String namespace, String name) {
    return new KubeSelection(resource, namespace, name, null);
  }

  public static KubeSelection labelled(String resource, String namespace, String labels) {
    return new KubeSelection(resource, namespace, null, labels);
  }

  KubeRequest request(String verb) {
    return new KubeRequest(verb, resource, namespace, name);
  }

  String listPath() {
    String path = "/api/v1/namespaces/" + encoded(namespace) + "/" + resource;
    if (name != null) {
      return path + "?fieldSelector=" + encoded("metadata.name=" + name);
    }
    return labels == null ? path + "?" : path + "?labelSelector=" + encoded(labels);
  }

  /** What changed after a list of that revision. */
  String watchPath(String revision) {
    return listPath() + "&watch=true&resourceVersion=" + encoded(revision);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
