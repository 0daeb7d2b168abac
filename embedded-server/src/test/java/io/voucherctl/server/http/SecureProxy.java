package io.voucherctl.server.http;

import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.function.UnaryOperator;

/** A proxy that speaks TLS, before one upstream. */
final class SecureProxy implements AutoCloseable {
  private final TlsFiles files;
  private final Courses courses;
  private final ProxyServer proxy;

  SecureProxy(InetSocketAddress upstream) throws Exception {
    this(upstream, UnaryOperator.identity());
  }

  SecureProxy(InetSocketAddress upstream, UnaryOperator<ProxyServer.Options> with)
      throws Exception {
    Path folder = Files.createTempDirectory("tls");
    Path certificate = folder.resolve("tls.crt");
    Path key = folder.resolve("tls.key");
    Certificates.one().writeTo(certificate, key);
    files = TlsFiles.open(certificate, key, InstantSource.system());
    files.close(); // read once is enough here
    Files.delete(certificate);
    Files.delete(key);
    Files.delete(folder);
    courses = new Courses(upstream);
    proxy = ProxyServer.start(with.apply(Courses.options().withTls(files)), courses, Errors::shape);
  }

  int port() {
    return proxy.port();
  }

  void endKeepAlive() {
    proxy.endKeepAlive();
  }

  Courses courses() {
    return courses;
  }

  @Override
  public void close() {
    proxy.close();
  }
}
