package io.voucherctl.server.voucher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.voucherctl.server.quota.Tenant;
import io.voucherctl.server.voucher.store.StoreAddress;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Locale;
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
      assertThat(send(client, server, "POST", "/v1/customers", "x".repeat(10_000_001)))
          .satisfies(a -> assertThat(a.statusCode()).isEqualTo(413))
          .satisfies(a -> assertThat(a.body()).contains("\"code\":413"));
    }
  }

  @Test
  void anAnswerWithoutABodySaysItsLength() throws Exception {
    try (VoucherServer server = start(0);
        HttpClient client = HttpClient.newHttpClient();
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      send(client, server, "POST", "/v1/vouchers/A", "{\"gift\":{\"amount\":5}}");
      String request =
          "DELETE /v1/vouchers/A HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
              + Tenant.HEADER
              + ": acme\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
      assertThat(answer).startsWith("HTTP/1.1 204 ").endsWith("\r\n\r\n");
      assertThat(answer.toLowerCase(Locale.ROOT))
          .contains("\r\ncontent-length: 0\r\n")
          .doesNotContain("transfer-encoding");
    }
  }

  @Test
  void anImportSentAgainWithItsKeyIsCarriedOutOnce() throws Exception {
    try (VoucherServer server = start(0);
        HttpClient client = HttpClient.newHttpClient()) {
      String body = "[{\"code\":\"A\",\"gift\":{\"amount\":5}}]";
      HttpResponse<String> first = keyed(client, server, "/v1/vouchers/import", body);
      assertThat(first.statusCode()).isEqualTo(202);
      assertThat(send(client, server, "DELETE", "/v1/vouchers/A", "").statusCode()).isEqualTo(204);
      HttpResponse<String> again = keyed(client, server, "/v1/vouchers/import", body);
      assertThat(again.statusCode()).isEqualTo(202);
      assertThat(again.body()).isEqualTo(first.body());
      assertThat(again.headers().firstValue("idempotent-replayed")).hasValue("true");
      assertThat(send(client, server, "GET", "/v1/vouchers/A", "").statusCode()).isEqualTo(404);
      assertThat(keyed(client, server, "/v1/vouchers/import", "[]").statusCode()).isEqualTo(422);
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

  private static HttpResponse<String> keyed(
      HttpClient client, VoucherServer server, String target, String body) throws Exception {
    return client.send(
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + target))
            .header(Tenant.HEADER, "acme")
            .header("Idempotency-Key", "k-1")
            .POST(BodyPublishers.ofString(body))
            .build(),
        BodyHandlers.ofString());
  }

  private static String encoded(String target) {
    return target.replace("[", "%5B").replace("]", "%5D");
  }
}
