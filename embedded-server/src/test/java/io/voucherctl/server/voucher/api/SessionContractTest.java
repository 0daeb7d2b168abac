package io.voucherctl.server.voucher.api;

import static io.voucherctl.server.voucher.api.Like.assertLike;
import static org.assertj.core.api.Assertions.assertThat;

import io.voucherctl.server.voucher.api.Caller.Answer;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sessions that hold uses and gift money. */
final class SessionContractTest extends ContractTest {
  @BeforeEach
  void open() {
    caller.post(
        "/v1/vouchers/RAZ",
        """
        {"discount":{"type":"AMOUNT","amount_off":100},"redemption":{"quantity":1}}
        """);
    caller.post("/v1/vouchers/KARTA", "{\"gift\":{\"amount\":1000}}");
  }

  @Test
  void aSessionHoldsTheLastUseForItsKeyAndIsRepeatedInTheAnswer() throws IOException {
    Answer held = validate("RAZ", session("koszyk-1", ",\"ttl\":5,\"ttl_unit\":\"MINUTES\""));
    assertLike(
        held.body().at("/session"),
        "{\"key\":\"koszyk-1\",\"type\":\"LOCK\",\"ttl\":5,\"ttl_unit\":\"MINUTES\"}");
    assertThat(reason("RAZ", "{}")).isEqualTo("quantity exceeded");
    assertThat(reason("RAZ", session("koszyk-2", ""))).isEqualTo("quantity exceeded");
    assertThat(redeem("RAZ", "{}").text("/key")).isEqualTo("quantity_exceeded");
    assertThat(redeem("RAZ", session("koszyk-2", "")).text("/key")).isEqualTo("quantity_exceeded");
    assertThat(valid("RAZ", session("koszyk-1", ""))).isTrue();
    assertThat(redeem("RAZ", session("koszyk-1", "")).status()).isEqualTo(200);
  }

  @Test
  void aSessionWithoutAKeyGetsOneAndLastsSevenDays() {
    Answer held = validate("RAZ", "{\"session\":{\"type\":\"LOCK\"}}");
    assertThat(held.text("/session/key")).matches("ssn_[0-9A-Za-z]{32}");
    assertThat(held.number("/session/ttl")).isEqualTo(7);
    assertThat(held.text("/session/ttl_unit")).isEqualTo("DAYS");
    caller.advance(Duration.ofDays(7).minusMillis(1));
    assertThat(valid("RAZ", "{}")).isFalse();
    caller.advance(Duration.ofMillis(1));
    assertThat(valid("RAZ", "{}")).isTrue();
  }

  @Test
  void aRedeemedSessionIsOver() {
    caller.post("/v1/vouchers/DWA", "{\"gift\":{\"amount\":9},\"redemption\":{\"quantity\":2}}");
    validate("DWA", session("s", ",\"ttl\":1", "\"gift\":{\"credits\":4}"));
    assertThat(redeem("DWA", session("s", "", "\"gift\":{\"credits\":4}")).status()).isEqualTo(200);
    assertThat(redeem("DWA", "{\"gift\":{\"credits\":5}}").status()).isEqualTo(200);
    assertThat(release("DWA", "s").status()).isEqualTo(404);
  }

  @Test
  void creditsOfAGiftAreHeldAndTheAnswerShowsItsWholeBalance() {
    Answer held = validate("KARTA", session("s", "", "\"gift\":{\"credits\":700}"));
    assertThat(held.number("/gift/balance")).isEqualTo(1000);
    assertThat(redeem("KARTA", "{\"gift\":{\"credits\":301}}").text("/key"))
        .isEqualTo("gift_amount_exceeded");
    assertThat(redeem("KARTA", "{\"gift\":{\"credits\":300}}").status()).isEqualTo(200);
    assertThat(
            caller
                .post("/v1/vouchers/KARTA/validate", "{\"order\":{\"amount\":5000}}")
                .number("/order/total_amount"))
        .isEqualTo(5000);
    Answer redeemed = redeem("KARTA", session("s", "", "\"gift\":{\"credits\":700}"));
    assertThat(redeemed.number("/voucher/gift/balance")).isZero();
  }

  @Test
  void theSameKeyAgainReplacesWhatItHolds() {
    validate("KARTA", session("s", "", "\"gift\":{\"credits\":900}"));
    validate(
        "KARTA", session("s", ",\"ttl\":1,\"ttl_unit\":\"HOURS\"", "\"gift\":{\"credits\":100}"));
    assertThat(redeem("KARTA", "{\"gift\":{\"credits\":900}}").status()).isEqualTo(200);
    assertThat(redeem("KARTA", "{\"gift\":{\"credits\":1}}").status()).isEqualTo(400);
    caller.advance(Duration.ofHours(1));
    assertThat(redeem("KARTA", "{\"gift\":{\"credits\":100}}").status()).isEqualTo(200);
  }

  @Test
  void aSessionIsReleasedOnce() {
    validate("RAZ", session("a/b c", ""));
    assertThat(caller.call("bolt", "DELETE", path("RAZ", "a%2Fb%20c"), new byte[0]).status())
        .isEqualTo(404);
    assertThat(valid("RAZ", "{}")).isFalse();
    Answer released = release("RAZ", "a%2Fb%20c");
    assertThat(released.status()).isEqualTo(204);
    assertThat(valid("RAZ", "{}")).isTrue();
    Answer again = release("RAZ", "a%2Fb%20c");
    assertThat(again.status()).isEqualTo(404);
    assertThat(again.text("/resource_type")).isEqualTo("session");
    assertThat(again.text("/resource_id")).isEqualTo("a/b c");
    assertThat(release("NIC", "x").text("/resource_type")).isEqualTo("voucher");
  }

  @Test
  void aSessionThatHasEndedCannotBeReleased() {
    validate("RAZ", session("s", ",\"ttl\":1,\"ttl_unit\":\"SECONDS\""));
    caller.advance(Duration.ofSeconds(1));
    assertThat(release("RAZ", "s").status()).isEqualTo(404);
    assertThat(redeem("RAZ", session("s", "")).status()).isEqualTo(200);
  }

  @Test
  void aRefusedValidationHoldsNothing() {
    validate("RAZ", session("first", ""));
    Answer refused = validate("RAZ", session("second", ""));
    assertThat(refused.body().has("session")).isFalse();
    assertThat(release("RAZ", "second").status()).isEqualTo(404);
  }

  @Test
  void aStackIsHeldAsAWhole() {
    String both =
        """
        "redeemables":[{"object":"voucher","id":"RAZ"},
         {"object":"voucher","id":"KARTA","gift":{"credits":600}}],"order":{"amount":5000}\
        """;
    Answer held = caller.post("/v1/validations", session("s", "", both));
    assertThat(held.text("/session/key")).isEqualTo("s");
    assertThat(valid("RAZ", "{}")).isFalse();
    Answer other = caller.post("/v1/validations", "{" + both + "}");
    assertThat(other.text("/redeemables/0/result/details/key")).isEqualTo("quantity_exceeded");
    assertThat(caller.post("/v1/redemptions", "{" + both + "}").text("/key"))
        .isEqualTo("quantity_exceeded");
    assertThat(caller.post("/v1/validations", session("t", "", both)).body().has("session"))
        .isFalse();
    assertThat(release("KARTA", "t").status()).isEqualTo(404);
    assertThat(caller.post("/v1/redemptions", session("s", "", both)).status()).isEqualTo(200);
    assertThat(release("KARTA", "s").status()).isEqualTo(404);
    assertThat(redeem("KARTA", "{\"gift\":{\"credits\":400}}").status()).isEqualTo(200);
  }

  @Test
  void aLockOfOneTenantMeansNothingToAnother() {
    caller.post("bolt", "/v1/vouchers/RAZ", "{\"gift\":{\"amount\":5}}");
    validate("RAZ", session("s", ""));
    assertThat(
            caller
                .post("bolt", "/v1/vouchers/RAZ/redemption", "{\"gift\":{\"credits\":5}}")
                .status())
        .isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"session\":1}",
        "{\"session\":{\"type\":\"SHARE\"}}",
        "{\"session\":{\"key\":\"\"}}",
        "{\"session\":{\"ttl\":0}}",
        "{\"session\":{\"ttl\":-1}}",
        "{\"session\":{\"ttl\":1.5}}",
        "{\"session\":{\"ttl\":\"7\"}}",
        "{\"session\":{\"ttl\":1,\"ttl_unit\":\"WEEKS\"}}",
      })
  void whatIsNoSessionIsRefused(String body) {
    assertThat(validate("RAZ", body).text("/key")).isEqualTo("invalid_payload");
  }

  @Test
  void theLongestAndTheShortestSessionCount() {
    validate("RAZ", session("s", ",\"ttl\":9007199254740991,\"ttl_unit\":\"DAYS\""));
    caller.advance(Duration.ofDays(36500));
    assertThat(valid("RAZ", "{}")).isFalse();
    validate(
        "KARTA",
        session("s", ",\"ttl\":1,\"ttl_unit\":\"NANOSECONDS\"", "\"gift\":{\"credits\":1000}"));
    assertThat(redeem("KARTA", "{\"gift\":{\"credits\":1}}").status()).isEqualTo(400);
    caller.advance(Duration.ofMillis(1));
    assertThat(redeem("KARTA", "{\"gift\":{\"credits\":1}}").status()).isEqualTo(200);
  }

  private static String session(String key, String more) {
    return session(key, more, "\"metadata\":{}");
  }

  private static String session(String key, String more, String body) {
    return "{\"session\":{\"type\":\"LOCK\",\"key\":\"%s\"%s},%s}".formatted(key, more, body);
  }

  private static String path(String code, String key) {
    return "/v1/vouchers/" + code + "/sessions/" + key;
  }

  private Answer release(String code, String key) {
    return caller.call("acme", "DELETE", path(code, key), new byte[0]);
  }

  private Answer validate(String code, String body) {
    return caller.post("/v1/vouchers/" + code + "/validate", body);
  }

  private boolean valid(String code, String body) {
    return validate(code, body).body().at("/valid").booleanValue();
  }

  private String reason(String code, String body) {
    return validate(code, body).text("/reason");
  }

  private Answer redeem(String code, String body) {
    return caller.post("/v1/vouchers/" + code + "/redemption", body);
  }
}
