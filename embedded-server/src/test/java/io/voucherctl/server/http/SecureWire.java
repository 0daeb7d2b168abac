package io.voucherctl.server.http;

import java.net.InetAddress;
import java.net.Socket;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/** TLS under a test's client. */
final class SecureWire {
  private SecureWire() {}

  /** A connection after its handshake; offers these protocols. */
  static SSLSocket connect(int port, String... protocols) throws Exception {
    Socket plain = new Socket(InetAddress.getLoopbackAddress(), port);
    plain.setSoTimeout(20_000);
    plain.setTcpNoDelay(true);
    SSLSocket socket =
        (SSLSocket)
            Certificates.trust().getSocketFactory().createSocket(plain, "127.0.0.1", port, true);
    SSLParameters parameters = socket.getSSLParameters();
    parameters.setApplicationProtocols(protocols);
    socket.setSSLParameters(parameters);
    socket.startHandshake();
    return socket;
  }

  /** Whom the server's certificate names. */
  static String subject(SSLSocket socket) throws Exception {
    X509Certificate own = (X509Certificate) socket.getSession().getPeerCertificates()[0];
    return own.getSubjectX500Principal().getName();
  }
}
