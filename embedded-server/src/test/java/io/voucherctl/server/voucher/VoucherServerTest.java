package io.voucherctl.server.voucher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.voucherctl.server.quota.Tenant;
import io.voucherctl.server.voucher.store.StoreAddress;
import java.io.IOException;
import java.net.BindException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
final class VoucherServerTest {
  @TempDir Path directory;

  @Test
  void itServesItsRoutesOverHttpAndKeepsWhatItAnswered() throws Exception {
    try (VoucherServer server = start(0);
        HttpClient client = HttpClient.newHttpClient()) {
      assertThat(send(client, server, "GET", "/livez", "").body()).isEqualTo("ok\n");
      assertThat(send(client, server, "GET", "/readyz", "").statusCode()).isEqualTo(200);
      HttpResponse<String> made =
          send(client, server, "POST", "/v1/vouchers/A%2FB/", "{\"gift\":{\"amount\":5}}");
      assertThat(made.statusCode()).isEqualTo(200);
      assertThat(made.body()).contains("\"code\":\"A/B\"");
      assertThat(made.headers().firstValue("content-type"))
          .hasValue("application/json; charset=utf-8");
      assertThat(send(client, server, "GET", "/v1/vouchers/A%2FB?x[y]=z", "").body())
          .isEqualTo(made.body());
    }
    try (VoucherServer server = start(0);
        HttpClient client = HttpClient.newHttpClient()) {
      assertThat(send(client, server, "GET", "/v1/vouchers/A%2FB", "").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void whatItDoesNotServeIsRefusedInTheContractsShape() throws Exception {
    try (VoucherServer server = start(0);
        HttpClient client = HttpClient.newHttpClient()) {
      assertThat(send(client, server, "GET", "/v1/nothing", ""))
          .satisfies(a -> assertThat(a.statusCode()).isEqualTo(404))
          .satisfies(a -> assertThat(a.body()).contains("\"key\":\"not_found\""));
      assertThat(send(client, server, "DELETE", "/v1/customers", ""))
          .satisfies(a -> assertThat(a.statusCode()).isEqualTo(405))
          .satisfies(a -> assertThat(a.body()).contains("\"key\":\"method_not_allowed\""));
      assertThat(send(client, server, "POST", "/v1/customers", "x".repeat(3_000_000)))
          .satisfies(a -> assertThat(a.statusCode()).isEqualTo(413))
          .satisfies(a -> assertThat(a.body()).contains("\"code\":413"));
    }
  }

  @Test
  void aPortInUseIsReported() throws IOException {
    try (VoucherServer server = start(0)) {
      assertThatThrownBy(() -> start(server.port())).isInstanceOf(BindException.class);
    }
  }

  private VoucherServer start(int port) throws IOException {
    return VoucherServer.start(
        new VoucherServer.Plan(
            "127.0.0.1",
            port,
            new StoreAddress.Directory(directory),
            InstantSource.system(),
            new Random(1)));
  }

  private static HttpResponse<String> send(
      HttpClient client, VoucherServer server, String method, String target, String body)
      throws Exception {
    return client.send(
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + encoded(target)))
            .header(Tenant.HEADER, "acme")
            .method(method, BodyPublishers.ofString(body))
            .build(),
        BodyHandlers.ofString());
  }

  private static String encoded(String target) {
    return target.replace("[", "%5B").replace("]", "%5D");
  }
}
