package io.voucherctl.commands.load.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import org.junit.jupiter.api.Test;

class WireTransportTest extends TransportContract {
  @Override
  WireServer server(WireServer.Behaviour behaviour) throws IOException {
    return new WireServer(behaviour);
  }

  @Override
  Transport open(URI uri, int connections) {
    return new WireTransport(new LoadTarget(uri, TENANTS, connections), System::nanoTime);
  }

  @Test
  void whatNobodyAskedForEndsTheConnection() throws Exception {
    try (WireServer server = server((_, _) -> WireServer.status(200) + WireServer.status(500));
        Transport transport = open(server.uri(), 1)) {
      TransportDrive drive = new TransportDrive(transport);
      assertThat(drive.fateOf("/a")).isEqualTo("answered 200");
      assertThat(drive.fateOf("/b")).isEqualTo("answered 200");
      assertThat(server.connections).hasValue(2);
    }
  }

  @Test
  void aHeadWithoutAnEndIsGivenUp() throws Exception {
    String endless = "HTTP/1.1 200 OK\r\nX: " + "y".repeat(HttpAnswer.MOST_HEAD_BYTES);
    try (WireServer server = server((_, _) -> endless);
        Transport transport = open(server.uri(), 1)) {
      assertThat(new TransportDrive(transport).fateOf("/a")).isEqualTo("reset");
    }
  }
}
