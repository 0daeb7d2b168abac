package io.voucherctl.commands.load.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.voucherctl.commands.exit.Failure;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** HTTP/1.1 over TLS. */
class HttpCoreTransportTest extends TransportContract {
  @TempDir Path folder;

  @Override
  WireServer server(WireServer.Behaviour behaviour) throws Exception {
    return new WireServer(behaviour, new TestTls().serverSide().getServerSocketFactory());
  }

  @Override
  Transport open(URI uri, int connections) throws Exception {
    return open(uri, connections, new TlsTrust(new TestTls().pem(folder), false));
  }

  @Test
  void aCertificateThatNobodyVouchesForIsNoConnection() throws Exception {
    try (WireServer server = server((_, _) -> WireServer.status(200));
        Transport transport = open(server.uri(), 1, new TlsTrust(null, false))) {
      assertThat(new TransportDrive(transport).fateOf("/a")).isEqualTo("refused");
      assertThat(server.requests).hasValue(0);
    }
  }

  @Test
  void aCertificateForAnotherNameIsNoConnection() throws Exception {
    try (WireServer server = server((_, _) -> WireServer.status(200));
        Transport transport =
            open(
                URI.create("https://127.0.0.1:" + server.port()),
                1,
                new TlsTrust(new TestTls().pem(folder), false))) {
      assertThat(new TransportDrive(transport).fateOf("/a")).isEqualTo("refused");
    }
  }

  @Test
  void anyCertificateWillDoWhenThePersonSaysSo() throws Exception {
    try (WireServer server = server((_, _) -> WireServer.status(200));
        Transport transport =
            open(URI.create("https://127.0.0.1:" + server.port()), 1, new TlsTrust(null, true))) {
      assertThat(new TransportDrive(transport).fateOf("/a")).isEqualTo("answered 200");
    }
  }

  @Test
  void aFileWithoutACertificateIsRefused() throws Exception {
    Path file = Files.writeString(folder.resolve("no.pem"), "hello");
    assertThatThrownBy(() -> open(URI.create("https://localhost:1"), 1, new TlsTrust(file, false)))
        .isInstanceOf(Failure.BadInput.class)
        .hasMessageContaining("no PEM certificate");
  }

  private static Transport open(URI uri, int connections, @Nullable TlsTrust trust) {
    return new HttpCoreTransport(
        new LoadTarget(uri, TENANTS, connections, Map.of(), HttpVersion.HTTP_1_1, trust));
  }
}
