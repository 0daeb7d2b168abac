package io.voucherctl.server.gateway;

import static io.voucherctl.server.gateway.Bench.ACME;
import static io.voucherctl.server.gateway.Bench.BOLT;
import static io.voucherctl.server.gateway.Bench.admitted;
import static io.voucherctl.server.gateway.Bench.answer;
import static io.voucherctl.server.gateway.Bench.forward;
import static io.voucherctl.server.gateway.Bench.head;
import static io.voucherctl.server.gateway.Bench.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.voucherctl.server.http.Decision;
import io.voucherctl.server.http.Decision.UpstreamFailure;
import io.voucherctl.server.http.Response;
import io.voucherctl.server.quota.Credentials;
import io.voucherctl.server.quota.Rate;
import io.voucherctl.server.quota.Roster;
import io.voucherctl.server.quota.Tenant;
import io.voucherctl.server.quota.TenantQuota;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GatewayTest {
  private final Bench bench = Bench.sound();

  @Test
  void forwardsWithTheTenantAndWithoutTheSecrets() {
    Decision.Forward forward = forward(bench.validate(ACME, "LATO-15"));

    assertThat(forward.setRequestHeaders().entries()).containsOnlyKeys(Tenant.HEADER);
    assertThat(forward.setRequestHeaders().entries()).containsEntry(Tenant.HEADER, "acme");
    assertThat(forward.dropRequestHeaders().toList())
        .containsExactly("x-app-id", "x-app-token", "x-client-application-id", "x-client-token");
    assertThat(forward.setResponseHeaders().entries())
        .containsEntry("X-Rate-Limit-Limit", "80")
        .containsEntry("X-Rate-Limit-Remaining", "79")
        .containsEntry("X-Rate-Limit-Retry", "1777885200");
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "-, -",
        "app-acme, -",
        "-, token-acme",
        "'', ''",
        "app-acme, ''",
        "app-acme, token-bolt",
        "app-acme, TOKEN-ACME",
        "app-acme, token-acme2",
        "app-acme, token-acm",
        "APP-ACME, token-acme",
        "app-nobody, token-acme",
        "acme, token-acme",
        "app-acme, żółw"
      })
  void refusesWhoeverIsNotATenant(String appId, String appToken) {
    String[] headers =
        appId == null && appToken == null
            ? new String[] {}
            : appId == null
                ? new String[] {"X-App-Token", appToken}
                : appToken == null
                    ? new String[] {"X-App-Id", appId}
                    : new String[] {"X-App-Id", appId, "X-App-Token", appToken};

    Response refused = answer(bench.gateway.direct(head("GET", "/v1/vouchers", headers)));

    assertThat(refused.status()).isEqualTo(401);
    assertThat(refused.headers()).containsOnlyKeys("content-type");
    assertThat(text(refused))
        .startsWith("{\"code\":401,\"message\":\"Unauthorized\",\"key\":\"unauthorized\",")
        .containsPattern("\"request_id\":\"v-[0-9a-f]{18}\"");
    assertThat(bench.statistics.unknown().snapshot("other").refused()).isEqualTo(1);
  }

  @Test
  void takesNoTokenForACallItRefuses() {
    for (int i = 0; i < 500; i++) {
      bench.gateway.direct(head("GET", "/v1/vouchers", "X-App-Id", ACME.appId()));
    }
    assertThat(admitted(bench.validate(ACME, "A"))).isTrue();
  }

  @Test
  void believesOnlyItsOwnTenantHeader() {
    Decision.Forward forward =
        forward(
            bench.gateway.direct(
                head(
                    "GET",
                    "/v1/vouchers",
                    "X-App-Id",
                    BOLT.appId(),
                    "X-App-Token",
                    BOLT.appToken(),
                    Tenant.HEADER,
                    "acme")));

    assertThat(forward.setRequestHeaders().entries()).containsEntry(Tenant.HEADER, "bolt");
  }

  @Test
  void answersACallOverTheQuotaAsTheContractSays() {
    for (int i = 0; i < 10; i++) {
      assertThat(admitted(bench.validate(BOLT, "A"))).isTrue();
    }
    Response limited = answer(bench.validate(BOLT, "A"));

    assertThat(limited.status()).isEqualTo(429);
    assertThat(limited.headers())
        .containsEntry("content-type", "application/json; charset=utf-8")
        .containsEntry("Retry-After", "1")
        .containsEntry("X-Rate-Limit-Limit", "10")
        .containsEntry("X-Rate-Limit-Remaining", "0")
        .containsEntry("X-Rate-Limit-Retry", "1777885201")
        .containsEntry("X-Rate-Limit-Type", "api_calls");
    assertThat(text(limited))
        .matches(
            "\\{\"code\":429,\"message\":\"Too many requests hit the API too quickly\\.\","
                + "\"key\":\"too_many_requests\",\"request_id\":\"v-[0-9a-f]{18}\"}");
  }

  @Test
  void leavesTheNeighbourItsQuota() {
    for (int i = 0; i < 1_000; i++) {
      bench.validate(ACME, "A");
    }
    assertThat(forward(bench.validate(BOLT, "A")).setResponseHeaders().entries())
        .containsEntry("X-Rate-Limit-Remaining", "9");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/vouchers/A/validate",
        "/v1/vouchers/A/validate/",
        "/v1/vouchers/A/validate?x=1",
        "/v1/vouchers/A%2FB/validate",
        "/v1/vouchers/%41/validate",
        "/v1/vouchers/A/%76alidate",
        "/%761/vouchers/A/validate",
        "/v1//vouchers/A/validate",
        "//v1/vouchers/A/validate",
        "/v1/./vouchers/A/validate",
        "/v1/x/../vouchers/A/validate",
        "/v1/vouchers/A;p=1/validate",
        "/V1/Vouchers/A/Validate",
        "http://api.example/v1/vouchers/A/validate",
        "HTTP://api.example:80/v1/vouchers/A/validate/",
        "/v1/vouchers/%ZZ/validate",
        "/v1/vouchers/%/validate",
        "/",
        "*",
        "",
        "/v1/nowhere",
        "no-slash"
      })
  void takesTheTenantsTokenHoweverThePathIsSpelt(String target) {
    String[] methods = {"GET", "POST", "HEAD", "OPTIONS", "DELETE", "BREW", "post"};
    for (int i = 0; i < 10; i++) {
      assertThat(admitted(bench.ask(BOLT, methods[i % methods.length], target))).isTrue();
    }
    assertThat(admitted(bench.ask(BOLT, "POST", target))).isFalse();
    assertThat(admitted(bench.ask(BOLT, "HEAD", "/v1/vouchers/B/validate"))).isFalse();
    assertThat(admitted(bench.ask(BOLT, "GET", "/somewhere/else"))).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "CONNECT, 503",
    "BROKEN, 503",
    "TIMEOUT, 504",
  })
  void wordsAnUpstreamsFailureInTheContractsShape(UpstreamFailure failure, int status) {
    Decision.Forward forward = forward(bench.validate(ACME, "A"));
    bench.clock.advance(Duration.ofMillis(30));

    Response answer = forward.course().failed(failure);

    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.headers()).containsEntry("X-Rate-Limit-Remaining", "79");
    assertThat(text(answer))
        .contains("\"code\":" + status, "\"key\":\"service_unavailable\"", "\"details\":\"The ")
        .containsPattern("\"request_id\":\"v-[0-9a-f]{18}\"");
    RouteFigures figures = figures("acme");
    assertThat(figures.upstreamErrors()).isEqualTo(1);
    assertThat(figures.upstreamFailures().of(failure)).isEqualTo(1);
    assertThat(figures.answeredBy().byName()).containsExactly(entry("5xx", 1L));
    assertThat(figures.responseTime().count()).isEqualTo(1);
  }

  @Test
  void measuresAnAnswerToItsEnd() {
    Decision.Forward forward = forward(bench.validate(ACME, "A"));
    bench.clock.advance(Duration.ofMillis(30));
    forward.course().finished(404);

    ResponseTime took = figures("acme").responseTime();
    assertThat(took.totalMicros()).isEqualTo(30_000);
    assertThat(took.p50Micros()).isBetween(29_500L, 30_500L);
    assertThat(figures("acme").answeredBy().byName()).containsExactly(entry("4xx", 1L));
  }

  @Test
  void putsNewKeysAndQuotasInForceForTheNextRequest() {
    Tenant carl = Bench.tenant("carl", 1, 1);
    assertThat(answer(bench.validate(carl, "A")).status()).isEqualTo(401);

    bench.standing.put(Roster.of(List.of(BOLT, carl)));
    assertThat(admitted(bench.validate(carl, "A"))).isTrue();
    assertThat(answer(bench.validate(ACME, "A")).status()).isEqualTo(401);
    bench.quota(new TenantQuota("bolt", Rate.perSecond(0), 0));
    assertThat(answer(bench.validate(BOLT, "A")).status()).isEqualTo(429);
  }

  @Test
  void refusesEveryoneUntilItKnowsTheTenants() {
    GatewayStatistics statistics = new GatewayStatistics();
    HandClock clock = new HandClock();
    Standing standing = new Standing(new Accounts(clock), statistics, clock, false);

    assertThat(standing.isComplete()).isFalse();
    assertThat(standing.credentials()).isSameAs(Credentials.NONE);
    standing.put(Roster.of(List.of(ACME)));
    assertThat(standing.isComplete()).isFalse();
  }

  private RouteFigures figures(String tenant) {
    return bench.statistics.tenants().stream()
        .filter(t -> t.tenant().equals(tenant))
        .findFirst()
        .orElseThrow()
        .routes()
        .getFirst();
  }
}
