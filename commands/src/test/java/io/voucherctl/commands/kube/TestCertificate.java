package io.voucherctl.commands.kube;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import io.voucherctl.commands.kube.KubeUser.ClientCertificate;
import java.io.InputStream;
import java.security.KeyStore;
import java.util.Base64;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManagerFactory;

/** A self-signed certificate for the names api.internal and localhost, valid 2020 to 2119. */
final class TestCertificate {
  private static final char[] PASSWORD = "changeit".toCharArray();

  private final KeyStore store;

  TestCertificate() throws Exception {
    store = KeyStore.getInstance("PKCS12");
    try (InputStream in = TestCertificate.class.getResourceAsStream("/kube/server.p12")) {
      store.load(in, PASSWORD);
    }
  }

  String pem() throws Exception {
    return pem("CERTIFICATE", store.getCertificate("server").getEncoded());
  }

  ClientCertificate client() throws Exception {
    return new ClientCertificate(
        pem(), pem("PRIVATE KEY", store.getKey("server", PASSWORD).getEncoded()));
  }

  SSLContext serverSide() throws Exception {
    KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
    keys.init(store, PASSWORD);
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("client", store.getCertificate("server"));
    TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
    trust.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
    return context;
  }

  HttpsConfigurator configurator(boolean needsClient) throws Exception {
    return new HttpsConfigurator(serverSide()) {
      @Override
      public void configure(HttpsParameters parameters) {
        SSLParameters own = getSSLContext().getDefaultSSLParameters();
        own.setNeedClientAuth(needsClient);
        parameters.setSSLParameters(own);
      }
    };
  }

  private static String pem(String kind, byte[] der) {
    return "-----BEGIN "
        + kind
        + "-----\n"
        + Base64.getMimeEncoder().encodeToString(der)
        + "\n-----END "
        + kind
        + "-----\n";
  }
}
