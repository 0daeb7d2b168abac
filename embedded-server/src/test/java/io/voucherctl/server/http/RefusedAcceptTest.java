package io.voucherctl.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RefusedAcceptTest {
  @Test
  void aRefusedConnectionEndsAtOnceAndThoseThatAreThereStay() throws Exception {
    Director director = _ -> new Decision.Answer(Response.text(200, "ok"));
    try (ProxyServer proxy =
            ProxyServer.start(
                ProxyServer.Options.of("proxy", "127.0.0.1", 0), director, Errors::shape);
        Wire there = new Wire(proxy.port())) {
      assertThat(there.ask("GET", "/").answer().status()).isEqualTo(200);
      proxy.refuseAccepts(true);
      try (Wire refused = new Wire(proxy.port())) {
        assertThat(refused.ends()).isTrue();
      }
      assertThat(there.ask("GET", "/").answer().status()).isEqualTo(200);
      proxy.refuseAccepts(false);
      try (Wire welcome = new Wire(proxy.port())) {
        assertThat(welcome.ask("GET", "/").answer().status()).isEqualTo(200);
      }
    }
  }
}
