package io.voucherctl.commands.serve.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.voucherctl.commands.serve.Ports;
import io.voucherctl.server.voucher.VoucherServer;
import io.voucherctl.server.voucher.store.StoreAddress;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Against the voucher API itself. */
@Timeout(30)
class HttpShopCallsTest {
  @Test
  void aTenantSeesItsOwnAndAKeyMakesACallOnce() throws Exception {
    DemoShop shop = DemoShop.of(1, "acme", 1, LocalDate.EPOCH);
    try (VoucherServer server = server();
        HttpShopCalls calls = new HttpShopCalls(server.port(), 2)) {
      JsonNode customer =
          shop.requests().stream()
              .filter(request -> request.kind() == ShopRequest.Kind.CUSTOMER)
              .findFirst()
              .orElseThrow()
              .body();
      ShopCalls.Answer once = calls.post("acme", "/v1/customers", customer, "key-1");
      ShopCalls.Answer again = calls.post("acme", "/v1/customers", customer, "key-1");
      assertThat(once.status()).isEqualTo(200);
      assertThat(again.body()).isEqualTo(once.body());
      String id = once.body().path("id").asText();
      assertThat(calls.get("acme", "/v1/customers/" + id).body().path("name"))
          .isEqualTo(customer.path("name"));
      assertThat(calls.get("globex", "/v1/customers/" + id).status()).isEqualTo(404);
    }
  }

  @Test
  void nobodyThereIsAnIoException() throws Exception {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.ofLiteral(Ports.HOST))) {
      port = free.getLocalPort();
    }
    try (HttpShopCalls calls = new HttpShopCalls(port, 1)) {
      assertThatThrownBy(() -> calls.get("acme", "/v1/vouchers/X")).isInstanceOf(IOException.class);
    }
  }

  private static VoucherServer server() throws IOException {
    return VoucherServer.start(
        new VoucherServer.Plan(
            Ports.HOST,
            0,
            new StoreAddress.Memory(),
            Optional.empty(),
            InstantSource.system(),
            new SplittableRandom(1)));
  }
}
