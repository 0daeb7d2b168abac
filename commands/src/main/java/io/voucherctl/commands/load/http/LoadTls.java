package io.voucherctl.commands.load.http;

import io.voucherctl.commands.exit.Failure;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Collection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.apache.hc.core5.net.NamedEndpoint;
import org.jspecify.annotations.Nullable;

/** TLS towards the target, with the certificates that the person chose to believe. */
record LoadTls(SSLContext context, boolean checksName) {
  /** A file that holds no certificate is a mistake of the person. */
  static LoadTls of(TlsTrust trust) {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust.anyone() ? anyone() : believed(trust.authorities()), null);
      return new LoadTls(context, !trust.anyone());
    } catch (GeneralSecurityException e) {
      throw new Failure.Broken("cannot set up TLS: " + e.getMessage(), null, e);
    }
  }

  /** Has Java check that the certificate is made out to the host. */
  void prepare(NamedEndpoint endpoint, SSLEngine engine) {
    if (checksName) {
      SSLParameters parameters = engine.getSSLParameters();
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
      engine.setSSLParameters(parameters);
    }
  }

  private static TrustManager @Nullable [] believed(@Nullable Path file)
      throws GeneralSecurityException {
    if (file == null) {
      return null;
    }
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    try {
      store.load(null, null);
      for (Certificate one : certificates(file)) {
        store.setCertificateEntry("ca-" + store.size(), one);
      }
    } catch (IOException e) {
      throw new Failure.BadInput("cannot read " + file + ": " + e.getMessage());
    }
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    return factory.getTrustManagers();
  }

  private static Collection<? extends Certificate> certificates(Path file) throws IOException {
    Collection<? extends Certificate> found;
    try (InputStream in = Files.newInputStream(file)) {
      found = CertificateFactory.getInstance("X.509").generateCertificates(in);
    } catch (CertificateException e) {
      throw new Failure.BadInput(file + " holds no PEM certificates: " + e.getMessage());
    }
    if (found.isEmpty()) {
      throw new Failure.BadInput(file + " holds no PEM certificate");
    }
    return found;
  }

  private static TrustManager[] anyone() {
    return new TrustManager[] {
      new X509ExtendedTrustManager() {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
          return new X509Certificate[0];
        }
      }
    };
  }
}
