package io.voucherctl.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.voucherctl.server.http.PathPrefix.Place;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PathPrefixTest {
  private static final String[] PIECES = {
    "", "client", "%63lient", "v1", "v%31", "V1", ".", "..", "%2e%2E", "%2F", "%", "x", "x?", ";"
  };

  private final PathPrefix client = PathPrefix.of("/client/v1");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/client/v1",
        "/client/v1/",
        "/client/v1//",
        "/client/v1?x=1",
        "/client/v1/validate?code=A",
        "/client/v1/validate/",
        "/%63lient/v1/validate",
        "/c%6Cie%6et/%76%31/validate",
        "/client/v1/./validate",
        "/client/v1/x/../validate",
        "http://api.example/client/v1/validate",
        "HTTPS://api.example:443/client/v1/validate"
      })
  void liesInsideByBothReadings(String target) {
    assertThat(client.place(target)).isEqualTo(Place.INSIDE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "//",
        "*",
        "",
        "client/v1",
        "/client",
        "/client/",
        "/client/v2",
        "/client/v11",
        "/client/v",
        "/clients/v1",
        "/v1/client/v1",
        "/v1/vouchers/..",
        "/v1/vouchers?x=/client/v1",
        "/?/client/v1",
        "/v1/vouchers/%2e%2e/validate",
        "/Client/v1/validate",
        "/%2563lient/v1/validate",
        "/client%2Fv1/validate",
        "/client%/v1",
        "/%6/v1",
        "/client/v1%00",
        "/client;x=1/v1",
        "http://client/v1/vouchers",
        "http://api.example",
        "http://api.example?/client/v1"
      })
  void liesOutsideByBothReadings(String target) {
    assertThat(client.place(target)).isEqualTo(Place.OUTSIDE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "//client/v1/validate",
        "/client//v1/validate",
        "/./client/v1/validate",
        "/client/./v1/validate",
        "/v1/../client/v1/validate",
        "/v1/%2E%2e/client/v1/validate",
        "/../client/v1/validate",
        "/client/v1/../../v1/vouchers",
        "/client/v1/%2e./vouchers",
        "/client/v1/..",
        "http://api.example//client/v1/validate"
      })
  void isUnclearWhereTheReadingsDiffer(String target) {
    assertThat(client.place(target)).isEqualTo(Place.UNCLEAR);
  }

  @Test
  void neverDisagreesWithTheRouter() {
    RouteTable.Builder<String> routes = RouteTable.builder();
    String template = "/client/v1";
    for (int depth = 0; depth < 8; depth++, template += "/{p" + depth + "}") {
      routes.add("GET", template, "client");
    }
    RouteTable<String> table = routes.build();
    Random random = new Random(20_210_820);
    int inside = 0;
    for (int i = 0; i < 200_000; i++) {
      StringBuilder target = new StringBuilder();
      for (int n = random.nextInt(9); n > 0; n--) {
        target.append('/').append(PIECES[random.nextInt(PIECES.length)]);
      }
      String text = target.toString();
      if (table.match("GET", text) != null) {
        inside++;
        assertThat(client.place(text)).as(text).isNotEqualTo(Place.OUTSIDE);
      }
    }
    assertThat(inside).isGreaterThan(100);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/", "client", "/client/{v}", "/client//v1", "/client/"})
  void isMadeOfLiteralsOnly(String path) {
    assertThatIllegalArgumentException().isThrownBy(() -> PathPrefix.of(path));
  }
}
