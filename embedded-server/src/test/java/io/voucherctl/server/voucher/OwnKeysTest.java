package io.voucherctl.server.voucher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.voucherctl.server.quota.KeyPair;
import io.voucherctl.server.quota.KeyText;
import io.voucherctl.server.quota.Rate;
import io.voucherctl.server.quota.Tenant;
import io.voucherctl.server.quota.TenantQuota;
import io.voucherctl.server.quota.TenantsFile;
import io.voucherctl.server.voucher.store.StoreAddress;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The voucher API without a gateway before it: it checks key pairs by itself. */
@Timeout(30)
final class OwnKeysTest {
  private static final Tenant ACME = tenant("acme");
  private static final Tenant BOLT = tenant("bolt");
  private static final String VOUCHER = "{\"gift\":{\"amount\":500}}";
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  @TempDir Path directory;
  private final HttpClient client = HttpClient.newHttpClient();
  private Path tenants;
  private VoucherServer server;

  @BeforeEach
  void start() throws Exception {
    tenants = directory.resolve("tenants.yaml");
    Files.write(tenants, TenantsFile.format(List.of(ACME, BOLT)));
    server = start(tenants);
  }

  @AfterEach
  void stop() {
    client.close();
    server.close();
  }

  @Test
  void aServerPairOpensTheTenantsOwnVouchersOnly() throws Exception {
    HttpResponse<String> made = send("POST", "/v1/vouchers/A", VOUCHER, serverKeys(ACME));

    assertThat(made.statusCode()).isEqualTo(200);
    assertThat(made.headers().firstValue("x-rate-limit-limit")).isEmpty();
    assertThat(send("GET", "/v1/vouchers/A", "", serverKeys(ACME)).statusCode()).isEqualTo(200);
    assertThat(send("GET", "/v1/vouchers/A", "", serverKeys(BOLT)).statusCode()).isEqualTo(404);
  }

  @Test
  void theGatewaysHeaderMeansNothing() throws Exception {
    send("POST", "/v1/vouchers/A", VOUCHER, serverKeys(ACME));

    Map<String, String> alone = Map.of(Tenant.HEADER, "acme");
    assertThat(send("GET", "/v1/vouchers/A", "", alone).statusCode()).isEqualTo(401);
    Map<String, String> both = new HashMap<>(serverKeys(BOLT));
    both.putAll(alone);
    assertThat(send("GET", "/v1/vouchers/A", "", both).statusCode()).isEqualTo(404);
  }

  @ParameterizedTest
  @CsvSource({
    "X-App-Id, srv-acme, X-App-Token, token-bolt",
    "X-App-Id, srv-acme, X-App-Token, TOKEN-ACME",
    "X-App-Id, srv-nobody, X-App-Token, token-acme",
    "X-App-Id, srv-acme, X-Other, token-acme",
    "X-Other, srv-acme, X-App-Token, token-acme",
    "X-App-Id, web-acme, X-App-Token, open-acme",
    "X-Client-Application-Id, web-acme, X-Client-Token, open-acme",
    "X-Client-Application-Id, srv-acme, X-Client-Token, token-acme"
  })
  void everyOtherPairIsRefusedInTheSameWords(String a, String b, String c, String d)
      throws Exception {
    HttpResponse<String> stranger = send("GET", "/v1/vouchers/A", "", Map.of());
    HttpResponse<String> refused = send("GET", "/v1/vouchers/A", "", Map.of(a, b, c, d));

    assertThat(refused.statusCode()).isEqualTo(401);
    assertThat(refused.body())
        .contains("\"code\":401", "\"key\":\"unauthorized\"", "\"message\":\"Unauthorized\"")
        .doesNotContain(b, d);
    assertThat(withoutId(refused)).isEqualTo(withoutId(stranger));
    assertThat(refused.headers().map().keySet()).isEqualTo(stranger.headers().map().keySet());
  }

  @Test
  void credentialsComeBeforeTheBodyAndARefusedCallHasNoEffect() throws Exception {
    assertThat(send("POST", "/v1/vouchers/A", "{broken", Map.of()).statusCode()).isEqualTo(401);
    assertThat(send("POST", "/v1/vouchers/A", VOUCHER, Map.of()).statusCode()).isEqualTo(401);
    assertThat(send("POST", "/v1/vouchers/B", "{broken", serverKeys(ACME)).statusCode())
        .isEqualTo(400);
    assertThat(send("GET", "/v1/vouchers/A", "", serverKeys(ACME)).statusCode()).isEqualTo(404);
  }

  @Test
  void probesNeedNoKeys() throws Exception {
    assertThat(send("GET", "/livez", "", Map.of()).statusCode()).isEqualTo(200);
    assertThat(send("GET", "/readyz", "", Map.of()).statusCode()).isEqualTo(200);
  }

  @Test
  void keysThatChangeOnDiskAreHonoured() throws Exception {
    Tenant carl = tenant("carl");
    assertThat(status(carl)).isEqualTo(401);

    Files.write(tenants, TenantsFile.format(List.of(BOLT, carl)));
    await(() -> status(carl) == 404);
    assertThat(status(ACME)).isEqualTo(401);
  }

  @Test
  void aDirectoryOfKeysDoesAsWell() throws Exception {
    Path keys = Files.createDirectory(directory.resolve("keys"));
    Files.writeString(keys.resolve("bolt"), KeyText.format(BOLT.keys()));
    server.close();
    server = start(keys);

    assertThat(status(BOLT)).isEqualTo(404);
    assertThat(status(ACME)).isEqualTo(401);
    Files.writeString(keys.resolve("acme"), KeyText.format(ACME.keys()));
    await(() -> status(ACME) == 404);
  }

  @Test
  void aBrokenFileKeepsItFromStarting() throws Exception {
    Path broken = Files.writeString(directory.resolve("broken.yaml"), "tenants: [");
    assertThatIllegalArgumentException().isThrownBy(() -> start(broken));
  }

  private static VoucherServer start(Path tenants) throws IOException {
    return VoucherServer.start(
        new VoucherServer.Plan(
            "127.0.0.1",
            0,
            new StoreAddress.Memory(),
            Optional.of(tenants),
            InstantSource.system(),
            new Random(1)));
  }

  private static Tenant tenant(String id) {
    KeyPair web = new KeyPair("web-" + id, "open-" + id);
    return new Tenant(id, "srv-" + id, "token-" + id, web, TenantQuota.of(id, Rate.perSecond(5)));
  }

  private static Map<String, String> serverKeys(Tenant tenant) {
    return Map.of("X-App-Id", tenant.appId(), "x-app-token", tenant.appToken());
  }

  /** 404 for a tenant, for there is no such voucher; 401 for nobody. */
  private int status(Tenant tenant) throws Exception {
    return send("GET", "/v1/vouchers/X", "", serverKeys(tenant)).statusCode();
  }

  private HttpResponse<String> send(
      String method, String target, String body, Map<String, String> headers) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + target))
            .timeout(PATIENCE)
            .method(method, BodyPublishers.ofString(body));
    headers.forEach(request::header);
    return client.send(request.build(), BodyHandlers.ofString());
  }

  private static String withoutId(HttpResponse<String> answer) {
    return answer.body().replaceFirst("v-[0-9a-f]{18}", "v-");
  }

  private interface Condition {
    boolean holds() throws Exception;
  }

  private static void await(Condition condition) throws Exception {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.holds()) {
      assertThat(System.nanoTime()).as("waited long enough").isLessThan(deadline);
    }
  }
}
