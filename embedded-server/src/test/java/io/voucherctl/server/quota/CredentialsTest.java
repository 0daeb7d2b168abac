package io.voucherctl.server.quota;

import static org.assertj.core.api.Assertions.assertThat;

import io.voucherctl.server.http.RequestHead;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CredentialsTest {
  private static final String SERVER = "/v1/vouchers";
  private static final String CLIENT = "/client/v1/validate?code=A";

  private final Credentials credentials =
      Credentials.of(
          KeyBook.of(
              List.of(
                  new TenantKey("acme", "srv-a", "secret-a", new KeyPair("web-a", "open-a")),
                  new TenantKey("bolt", "srv-b", "secret-b", new KeyPair("web-b", "open-b")),
                  new TenantKey("carl", "srv-c", "secret-c")),
              List.of()));

  @Test
  void eachKindOfPairOpensItsOwnSide() {
    assertThat(server(SERVER, "srv-a", "secret-a")).isEqualTo("acme");
    assertThat(server(SERVER, "srv-c", "secret-c")).isEqualTo("carl");
    assertThat(client(CLIENT, "web-a", "open-a")).isEqualTo("acme");
    assertThat(client(CLIENT, "web-b", "open-b")).isEqualTo("bolt");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/client/v1",
        "/client/v1/redeem",
        "/%63lient/v1/redeem",
        "/client/v1/redeem/",
        "//client/v1/redeem",
        "/client//v1/redeem",
        "/v1/../client/v1/redeem",
        "/client/v1/../v1/redeem",
        "http://h/client/v1/redeem"
      })
  void aServerPairNeverOpensTheClientSide(String target) {
    assertThat(server(target, "srv-a", "secret-a")).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/vouchers",
        "/v1/client/v1",
        "//client/v1/redeem",
        "/client/v1/../../v1/vouchers",
        "/client/v1/%2e%2e/%2E%2E/v1/vouchers",
        "/client/v2/redeem",
        "http://client/v1/redeem",
        "/",
        "*",
        ""
      })
  void aClientPairNeverOpensAnythingElse(String target) {
    assertThat(client(target, "web-a", "open-a")).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "-, -",
        "web-a, -",
        "-, open-a",
        "'', ''",
        "web-a, ''",
        "web-a, open-b",
        "web-a, OPEN-A",
        "WEB-A, open-a",
        "web-a, secret-a",
        "srv-a, secret-a",
        "srv-a, open-a",
        "srv-c, secret-c",
        "acme, open-a"
      })
  void aClientPairIsWholeOrNothing(String appId, String token) {
    assertThat(client(CLIENT, appId, token)).isNull();
  }

  @ParameterizedTest
  @CsvSource({"web-a, open-a", "web-a, secret-a", "srv-a, open-a", "srv-a, secret-b"})
  void aServerPairIsWholeOrNothing(String appId, String token) {
    assertThat(server(SERVER, appId, token)).isNull();
  }

  @Test
  void ofTwoPairsOnlyTheOneThePathAsksForCounts() {
    RequestHead both = both(SERVER, "srv-a", "secret-a", "web-b", "open-b");
    assertThat(credentials.tenantOf(both)).isEqualTo("acme");
    assertThat(credentials.tenantOf(both(CLIENT, "srv-a", "secret-a", "web-b", "open-b")))
        .isEqualTo("bolt");
    assertThat(credentials.tenantOf(both(SERVER, "srv-a", "secret-a", "web-b", "wrong")))
        .isEqualTo("acme");
    assertThat(credentials.tenantOf(both(SERVER, "srv-a", "wrong", "web-a", "open-a"))).isNull();
    assertThat(credentials.tenantOf(both(CLIENT, "srv-a", "secret-a", "web-a", "wrong"))).isNull();
  }

  @Test
  void theRoutesSideDecidesWhereItIsKnown() {
    RequestHead head = both(SERVER, "srv-a", "secret-a", "web-b", "open-b");
    assertThat(credentials.tenantOf(ApiSide.SERVER, head)).isEqualTo("acme");
    assertThat(credentials.tenantOf(ApiSide.CLIENT, head)).isEqualTo("bolt");
  }

  @Test
  void knowsNobodyWithoutKeys() {
    assertThat(Credentials.NONE.tenantOf(both(SERVER, "", "\0".repeat(32), "", ""))).isNull();
    assertThat(Credentials.NONE.tenantOf(both(CLIENT, "", "", "x", "\0".repeat(32)))).isNull();
  }

  private String server(String target, String appId, String token) {
    return credentials.tenantOf(both(target, appId, token, null, null));
  }

  private String client(String target, String appId, String token) {
    return credentials.tenantOf(both(target, null, null, appId, token));
  }

  private static RequestHead both(
      String target, String appId, String token, String clientId, String clientToken) {
    Map<String, String> headers = new HashMap<>();
    headers.put("x-app-id", appId);
    headers.put("x-app-token", token);
    headers.put("x-client-application-id", clientId);
    headers.put("x-client-token", clientToken);
    return new RequestHead() {
      @Override
      public String method() {
        return "GET";
      }

      @Override
      public String rawTarget() {
        return target;
      }

      @Override
      public String header(String name) {
        return headers.get(name.toLowerCase(Locale.ROOT));
      }
    };
  }
}
