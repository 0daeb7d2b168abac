package io.voucherctl.server.gateway;

import static io.voucherctl.server.gateway.Bench.ACME;
import static io.voucherctl.server.gateway.Bench.BOLT;
import static io.voucherctl.server.gateway.Bench.admitted;
import static io.voucherctl.server.gateway.Bench.answer;
import static io.voucherctl.server.gateway.Bench.forward;
import static io.voucherctl.server.gateway.Bench.head;
import static io.voucherctl.server.gateway.Bench.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.voucherctl.server.http.Decision;
import io.voucherctl.server.http.Response;
import io.voucherctl.server.quota.Roster;
import io.voucherctl.server.quota.Tenant;
import io.voucherctl.server.quota.TenantQuota;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The client side of the API through the gateway. */
class ClientKeysTest {
  private final Bench bench = Bench.sound();

  @Test
  void forwardsAClientCallUnderItsTenantAndWithoutAnyKey() {
    Decision.Forward forward =
        forward(bench.askAsClient(ACME, "GET", "/client/v1/validate?code=A"));

    assertThat(forward.setRequestHeaders().entries()).containsOnlyKeys(Tenant.HEADER);
    assertThat(forward.setRequestHeaders().entries()).containsEntry(Tenant.HEADER, "acme");
    assertThat(forward.dropRequestHeaders().toList())
        .contains("x-app-id", "x-app-token", "x-client-application-id", "x-client-token");
    assertThat(forward.setResponseHeaders().entries())
        .containsEntry("X-Rate-Limit-Remaining", "79");
  }

  @Test
  void bothSidesTakeFromTheOneBucketOfTheTenant() {
    for (int i = 0; i < 5; i++) {
      assertThat(admitted(bench.askAsClient(BOLT, "POST", "/client/v1/redeem?code=A"))).isTrue();
      assertThat(admitted(bench.ask(BOLT, "GET", "/v1/vouchers/A"))).isTrue();
    }
    assertThat(answer(bench.askAsClient(BOLT, "POST", "/client/v1/redeem")).status())
        .isEqualTo(429);
    assertThat(answer(bench.ask(BOLT, "GET", "/v1/vouchers/A")).status()).isEqualTo(429);
    assertThat(admitted(bench.askAsClient(ACME, "POST", "/client/v1/redeem"))).isTrue();
  }

  @Test
  void clientCallsAreCountedUnderTheirTenantAndRoute() {
    bench.askAsClient(ACME, "POST", "/%63lient/v1/redeem/?code=A");
    bench.askAsClient(ACME, "GET", "/client/v1/nowhere");

    List<RouteFigures> routes = bench.statistics.tenants().getFirst().routes();
    assertThat(routes)
        .extracting(figures -> figures.route() + " " + figures.admitted())
        .containsExactly("/client/v1/redeem 1", "other 1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/client/v1/redeem",
        "/client/v1",
        "/client/v1/nowhere",
        "/%63lient/v%31/redeem",
        "/client/v1/redeem/",
        "//client/v1/redeem",
        "/client//v1/redeem",
        "/./client/v1/redeem",
        "/v1/%2e%2e/client/v1/redeem",
        "http://api.example/client/v1/redeem",
        "HTTP://api.example:80//client/v1/redeem"
      })
  void serverKeysAreNobodysOnTheClientSide(String target) {
    refusedLikeAnyStranger(bench.ask(ACME, "POST", target), target);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/vouchers",
        "/",
        "*",
        "/client",
        "//client/v1/redeem",
        "/client/v1/../../v1/vouchers",
        "/client/v1/%2e%2e/%2e%2e/v1/vouchers",
        "/v1/vouchers?x=/client/v1",
        "http://client/v1/vouchers"
      })
  void clientKeysAreNobodysOnTheServerSide(String target) {
    refusedLikeAnyStranger(bench.askAsClient(ACME, "POST", target), target);
  }

  @Test
  void onlyThePairThatThePathAsksForCounts() {
    String[] both = {
      "X-App-Id", ACME.appId(),
      "X-App-Token", ACME.appToken(),
      "X-Client-Application-Id", BOLT.client().appId(),
      "X-Client-Token", BOLT.client().token()
    };
    assertThat(
            forward(bench.gateway.direct(head("GET", "/v1/vouchers", both)))
                .setRequestHeaders()
                .entries())
        .containsEntry(Tenant.HEADER, "acme");
    assertThat(
            forward(bench.gateway.direct(head("GET", "/client/v1/validate", both)))
                .setRequestHeaders()
                .entries())
        .containsEntry(Tenant.HEADER, "bolt");
  }

  @Test
  void aClientPairThatIsTakenAwayOpensNothingAnyMore() {
    assertThat(admitted(bench.askAsClient(ACME, "GET", "/client/v1/validate"))).isTrue();
    TenantQuota quota = ACME.quota();
    Tenant without = new Tenant("acme", ACME.appId(), ACME.appToken(), quota);
    bench.standing.put(Roster.of(List.of(without, BOLT)));

    assertThat(answer(bench.askAsClient(ACME, "GET", "/client/v1/validate")).status())
        .isEqualTo(401);
    assertThat(admitted(bench.ask(ACME, "GET", "/v1/vouchers"))).isTrue();
  }

  private void refusedLikeAnyStranger(Decision decision, String target) {
    Response refused = answer(decision);
    Response stranger = answer(bench.gateway.direct(head("POST", target)));
    assertThat(refused.status()).isEqualTo(401);
    assertThat(refused.headers()).isEqualTo(stranger.headers());
    assertThat(withoutId(refused)).isEqualTo(withoutId(stranger));
    assertThat(bench.statistics.unknown().snapshot("other").refused()).isEqualTo(2);
  }

  private static String withoutId(Response response) {
    return text(response).replaceFirst("v-[0-9a-f]{18}", "v-");
  }
}
