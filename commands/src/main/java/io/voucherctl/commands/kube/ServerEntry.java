package io.voucherctl.commands.kube;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the {@code cluster} entries of a kubeconfig. */
final class ServerEntry {
  private static final String EXEC_EXTENSION = "client.authentication.k8s.io/exec";

  private ServerEntry() {}

  static KubeServer read(Entry cluster) {
    boolean insecure = cluster.flag("insecure-skip-tls-verify");
    String authority = cluster.pem("certificate-authority-data", "certificate-authority");
    if (insecure && authority != null) {
      throw cluster.wrong("both a certificate authority and insecure-skip-tls-verify");
    }
    return new KubeServer(
        url(cluster),
        insecure,
        cluster.text("tls-server-name"),
        authority,
        proxy(cluster),
        execConfig(cluster));
  }

  private static URI url(Entry cluster) {
    URI url = uri(cluster, "server", Set.of("http", "https"));
    if (url == null) {
      throw cluster.wrong("names no server");
    }
    return url;
  }

  private static @Nullable URI proxy(Entry cluster) {
    URI proxy = uri(cluster, "proxy-url", Set.of("http", "https", "socks5"));
    if (proxy == null || proxy.getPort() > 0) {
      return proxy;
    }
    int port =
        switch (proxy.getScheme()) {
          case "https" -> 443;
          case "socks5" -> 1080;
          default -> 80;
        };
    return URI.create(proxy.getScheme() + "://" + proxy.getRawAuthority() + ":" + port);
  }

  private static @Nullable URI uri(Entry cluster, String key, Set<String> schemes) {
    String text = cluster.text(key);
    if (text == null) {
      return null;
    }
    try {
      URI uri = new URI(text);
      if (uri.getScheme() != null && uri.getHost() != null && schemes.contains(uri.getScheme())) {
        return uri;
      }
    } catch (URISyntaxException e) {
      // said below, without the text: a proxy's URL may hold a password
    }
    throw cluster.wrong(
        key + " is not a URL with " + String.join(", ", schemes.stream().sorted().toList()));
  }

  private static @Nullable JsonNode execConfig(Entry cluster) {
    for (JsonNode extension : cluster.body().path("extensions")) {
      if (extension.path("name").asText().equals(EXEC_EXTENSION)) {
        return extension.path("extension");
      }
    }
    return null;
  }
}
