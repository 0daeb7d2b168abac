package io.voucherctl.server.voucher;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.voucherctl.server.quota.Tenant;
import io.voucherctl.server.voucher.store.LosableStore;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What clients see while the database is away. */
@Timeout(60)
final class OutageTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PROMPT = Duration.ofSeconds(2);

  /** A silent server is given up after two seconds: no sooner can anybody know. */
  private static final Duration PATIENT = Duration.ofSeconds(3);

  private static final Duration RECOVERY = Duration.ofSeconds(15);

  private static final String CALLS =
      """
      GET /v1/vouchers
      POST /v1/vouchers {"gift":{"amount":5}}
      POST /v1/vouchers/import [{"code":"I","gift":{"amount":5}}]
      POST /v1/vouchers/NEU {"gift":{"amount":5}}
      GET /v1/vouchers/A
      PUT /v1/vouchers/A {"metadata":{"a":1}}
      DELETE /v1/vouchers/A
      POST /v1/vouchers/A/enable
      POST /v1/vouchers/A/disable
      POST /v1/vouchers/A/balance {"amount":5}
      GET /v1/async-actions
      GET /v1/async-actions/aa_1
      POST /v1/vouchers/A/validate {"gift":{"credits":1}}
      POST /v1/vouchers/A/validate {"gift":{"credits":1},"session":{}}
      POST /v1/vouchers/A/redemption {"gift":{"credits":1}}
      DELETE /v1/vouchers/A/sessions/s
      GET /v1/vouchers/A/redemption
      GET /v1/vouchers/A/redemptions
      POST /v1/validations {"redeemables":[{"object":"voucher","id":"A"}]}
      POST /v1/redemptions {"redeemables":[{"object":"voucher","id":"A"}]}
      GET /v1/redemptions
      GET /v1/redemptions/r_1
      POST /v1/redemptions/r_1/rollback
      POST /v1/redemptions/r_1/rollbacks
      POST /v1/publications {"voucher":"A","customer":{"source_id":"k"}}
      POST /v1/vouchers/publish {"voucher":"A","customer":{"source_id":"k"}}
      GET /v1/publications
      GET /v1/publications/create?voucher=A&customer%5Bsource_id%5D=k
      GET /v1/vouchers/A/publications
      POST /v1/campaigns {"name":"C","voucher":{"gift":{"amount":5}}}
      GET /v1/campaigns
      GET /v1/campaigns/C
      PUT /v1/campaigns/C {"description":"x"}
      DELETE /v1/campaigns/C
      POST /v1/campaigns/C/enable
      POST /v1/campaigns/C/disable
      POST /v1/campaigns/C/vouchers
      POST /v1/campaigns/C/vouchers?vouchers_count=5
      POST /v1/campaigns/C/vouchers/C-1
      POST /v1/campaigns/C/import [{"code":"C-2"}]
      POST /v1/customers {"source_id":"k"}
      GET /v1/customers
      GET /v1/customers/k
      PUT /v1/customers/k {"name":"x"}
      DELETE /v1/customers/k
      POST /v1/customers/k/permanent-deletion
      POST /v1/orders {"amount":5}
      GET /v1/orders
      GET /v1/orders/o
      PUT /v1/orders/o {"amount":6}
      GET /client/v1/validate?code=A&amount=5
      POST /client/v1/redeem?code=A {"gift":{"credits":1}}
      POST /client/v1/publish?campaign=C {"customer":{"source_id":"k"}}
      POST /client/v1/validations {"redeemables":[{"object":"voucher","id":"A"}]}
      POST /client/v1/redemptions {"redeemables":[{"object":"voucher","id":"A"}]}
      """;

  @TempDir Path directory;

  @Test
  void aFileThatIsGoneIsSaidSoOfEveryCall() throws Exception {
    try (LosableStore store = LosableStore.file(directory)) {
      loseAndFind(store, PROMPT);
    }
  }

  @Test
  void aServerThatIsGoneIsSaidSoOfEveryCall() throws Exception {
    try (LosableStore store = LosableStore.cutServer()) {
      loseAndFind(store, PROMPT);
    }
  }

  @Test
  void aServerThatIsSilentIsSaidSoOfEveryCall() throws Exception {
    try (LosableStore store = LosableStore.silentServer()) {
      loseAndFind(store, PATIENT);
    }
  }

  private static void loseAndFind(LosableStore store, Duration firstLimit) throws Exception {
    try (VoucherServer server = start(store);
        HttpClient client = HttpClient.newHttpClient()) {
      Calls calls = new Calls(client, server.port());
      assertThat(calls.send("POST /v1/vouchers/A {\"gift\":{\"amount\":9}}").status).isEqualTo(200);
      for (int time = 1; time <= 2; time++) {
        store.takeAway();
        for (Said first : calls.together(200, "POST /v1/vouchers/A/balance {\"amount\":1}")) {
          refused(first, firstLimit);
        }
        for (String call : CALLS.lines().toList()) {
          refused(calls.send(call), PROMPT);
        }
        assertThat(calls.send("GET /readyz").status).isEqualTo(503);
        assertThat(calls.send("GET /livez").status).isEqualTo(200);
        store.bringBack();
        calls.waitUntilReady();
        assertThat(calls.together(200, "GET /v1/vouchers/A"))
            .extracting(Said::status)
            .containsOnly(200);
        assertThat(calls.send("POST /v1/vouchers/A/redemption {\"gift\":{\"credits\":2}}").status)
            .isEqualTo(200);
      }
      assertThat(calls.send("GET /v1/vouchers/A").body.at("/gift/balance").asLong()).isEqualTo(5);
    }
  }

  private static void refused(Said said, Duration limit) {
    assertThat(said.status).as(said.call).isEqualTo(503);
    assertThat(said.body.fieldNames())
        .toIterable()
        .as(said.call)
        .containsExactlyInAnyOrder("code", "key", "message", "details", "request_id");
    assertThat(said.body.at("/code").asInt()).isEqualTo(503);
    assertThat(said.body.at("/key").asText()).isEqualTo("service_unavailable");
    assertThat(said.body.at("/message").asText()).isNotBlank();
    assertThat(said.body.at("/details").asText()).isNotBlank();
    assertThat(said.body.at("/request_id").asText()).matches("v-[0-9a-f]{18}");
    assertThat(said.after).as(said.call).isLessThan(limit);
  }

  private static VoucherServer start(LosableStore store) throws Exception {
    return VoucherServer.start(
        new VoucherServer.Plan(
            "127.0.0.1", 0, store.address(), InstantSource.system(), new Random(1)));
  }

  /** What was answered to a call, and how long that took. */
  private record Said(String call, int status, JsonNode body, Duration after) {}

  /** Calls in one line each: method, target, body. */
  private record Calls(HttpClient client, int port) {
    Said send(String call) throws Exception {
      String[] parts = call.split(" ", 3);
      HttpRequest request =
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + parts[1]))
              .header(Tenant.HEADER, "acme")
              .method(parts[0], BodyPublishers.ofString(parts.length > 2 ? parts[2] : ""))
              .build();
      long start = System.nanoTime();
      HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
      Duration after = Duration.ofNanos(System.nanoTime() - start);
      boolean probe = parts[1].endsWith("z");
      return new Said(
          call, answer.statusCode(), JSON.readTree(probe ? "{}" : answer.body()), after);
    }

    List<Said> together(int times, String call) throws Exception {
      Callable<Said> one = () -> send(call);
      List<Said> all = new ArrayList<>();
      try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
        for (Future<Said> said : threads.invokeAll(Collections.nCopies(times, one))) {
          all.add(said.get());
        }
      }
      return all;
    }

    void waitUntilReady() throws Exception {
      long start = System.nanoTime();
      while (send("GET /readyz").status != 200) {
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(RECOVERY);
        LockSupport.parkNanos(5_000_000);
      }
    }
  }
}
