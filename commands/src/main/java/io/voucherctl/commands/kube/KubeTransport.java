package io.voucherctl.commands.kube;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.internal.SSLUtils;
import io.fabric8.kubernetes.client.okhttp.OkHttpClientFactory;
import java.io.IOException;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.X509TrustManager;
import okhttp3.OkHttpClient;
import okhttp3.internal.tls.OkHostnameVerifier;

/**
 * OkHttp with the two things that Fabric8's binding of it lacks: a TLS server name that is not the
 * URL's host, and a proxy that is itself spoken to over TLS.
 */
final class KubeTransport extends OkHttpClientFactory {
  private final Config config;
  private final KubeServer server;

  /**
   * @param config without a TLS server name: Fabric8's binding would only warn about it
   */
  KubeTransport(Config config, KubeServer server) {
    this.config = config;
    this.server = server;
  }

  @Override
  protected void additionalConfig(OkHttpClient.Builder builder) {
    URI proxy = server.proxy();
    String name = server.tlsServerName();
    try {
      if (proxy != null && proxy.getScheme().equals("https")) {
        builder.socketFactory(new TlsProxySockets(sockets(), proxy.getHost(), !server.insecure()));
      }
      if (name != null) {
        builder.sslSocketFactory(new NamedSockets(sockets(), name), trustManager());
      }
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("the same TLS settings were read a moment ago", e);
    }
    if (name != null && !server.insecure()) {
      builder.hostnameVerifier((host, tls) -> OkHostnameVerifier.INSTANCE.verify(name, tls));
    }
  }

  private SSLSocketFactory sockets() throws GeneralSecurityException, IOException {
    return SSLUtils.sslContext(config).getSocketFactory();
  }

  private X509TrustManager trustManager() throws GeneralSecurityException, IOException {
    return Arrays.stream(SSLUtils.trustManagers(config))
        .filter(X509TrustManager.class::isInstance)
        .map(X509TrustManager.class::cast)
        .findFirst()
        .orElseThrow();
  }
}
