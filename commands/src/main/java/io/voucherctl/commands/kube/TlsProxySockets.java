package io.voucherctl.commands.kube;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.List;
import java.util.regex.Pattern;
import javax.net.SocketFactory;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * Connections to a proxy that speaks TLS itself. OkHttp wants a plain factory here and connects the
 * socket afterwards; the handshake follows with the first byte.
 */
final class TlsProxySockets extends SocketFactory {
  private static final Pattern IP_LITERAL = Pattern.compile("[0-9.]+|.*:.*");

  private final SSLSocketFactory sockets;
  private final String host;
  private final boolean checksName;

  TlsProxySockets(SSLSocketFactory sockets, String host, boolean checksName) {
    this.sockets = sockets;
    this.host = host;
    this.checksName = checksName;
  }

  @Override
  public Socket createSocket() throws IOException {
    SSLSocket socket = (SSLSocket) sockets.createSocket();
    SSLParameters parameters = socket.getSSLParameters();
    if (!IP_LITERAL.matcher(host).matches()) {
      // OkHttp connects to an address: without this the certificate would be checked against it.
      parameters.setServerNames(List.of(new SNIHostName(host)));
    }
    if (checksName) {
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
    }
    socket.setSSLParameters(parameters);
    return socket;
  }

  @Override
  public Socket createSocket(String host, int port) {
    throw onlyUnconnected();
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress local, int localPort) {
    throw onlyUnconnected();
  }

  @Override
  public Socket createSocket(InetAddress host, int port) {
    throw onlyUnconnected();
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) {
    throw onlyUnconnected();
  }

  private static UnsupportedOperationException onlyUnconnected() {
    return new UnsupportedOperationException("OkHttp connects its sockets itself");
  }
}
