package io.voucherctl.server.voucher.api;

import static io.voucherctl.server.voucher.api.Like.assertLike;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voucherctl.server.voucher.api.Caller.Answer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Changing, switching and removing vouchers, and the money on gift vouchers. */
final class VoucherChangesContractTest extends ContractTest {
  private static final String FULL =
      """
      {"discount":{"type":"AMOUNT","amount_off":5},"category":"letnie","start_date":"2026-01-01",
       "expiration_date":"2027-01-01","validity_day_of_week":[1,2],"additional_info":"x",
       "metadata":{"a":1,"b":"x"},"redemption":{"quantity":3}}
      """;

  private Answer call(String method, String target, String body) {
    return caller.call("acme", method, target, body.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void onlyWhatIsNamedChanges() throws IOException {
    Answer made = caller.post("/v1/vouchers/A", FULL);
    caller.advance(Duration.ofMinutes(1));
    Answer changed =
        call(
            "PUT",
            "/v1/vouchers/A",
            "{\"category\":\"zimowe\",\"expiration_date\":\"2026-09-01\"}");
    assertThat(changed.status()).isEqualTo(200);
    ObjectNode expected = made.body().deepCopy();
    expected.put("category", "zimowe");
    expected.put("expiration_date", "2026-09-01T00:00:00.000Z");
    expected.put("updated_at", "2026-05-04T09:01:00.120Z");
    assertThat(changed.body()).isEqualTo(expected);
    assertThat(caller.get("/v1/vouchers/A").body()).isEqualTo(expected);
  }

  @Test
  void everythingThatCanChangeChanges() throws IOException {
    Answer made = caller.post("/v1/vouchers/A", FULL);
    Answer changed =
        call(
            "PUT",
            "/v1/vouchers/" + made.text("/id"),
            """
            {"code":"B","type":"GIFT_VOUCHER","id":"v_x","gift":{"amount":9},
             "redemption":{"quantity":9},"campaign":"x","unknown":1,
             "category":"c","start_date":"2026-02-02","expiration_date":"2026-03-03",
             "validity_day_of_week":[0],"active":false,"additional_info":"y",
             "discount":{"type":"AMOUNT","amount_off":7,"effect":"APPLY_TO_ORDER"},
             "metadata":{"b":"y","c":[true]}}
            """);
    ObjectNode expected = made.body().deepCopy();
    expected.put("category", "c");
    expected.put("start_date", "2026-02-02T00:00:00.000Z");
    expected.put("expiration_date", "2026-03-03T00:00:00.000Z");
    expected.set("validity_day_of_week", Caller.json("[0]"));
    expected.put("active", false);
    expected.put("additional_info", "y");
    expected.set(
        "discount",
        Caller.json("{\"type\":\"AMOUNT\",\"amount_off\":7,\"effect\":\"APPLY_TO_ORDER\"}"));
    expected.set("metadata", Caller.json("{\"a\":1,\"b\":\"y\",\"c\":[true]}"));
    expected.put("updated_at", "2026-05-04T09:00:00.120Z");
    assertThat(changed.body()).isEqualTo(expected);
  }

  @Test
  void anExplicitNullTakesAwayWhatMayBeMissingAndNothingElse() throws IOException {
    Answer made = caller.post("/v1/vouchers/A", FULL);
    Answer changed =
        call(
            "PUT",
            "/v1/vouchers/A",
            """
            {"category":null,"start_date":null,"expiration_date":null,"validity_day_of_week":null,
             "additional_info":null,"active":null,"discount":null,"metadata":null}
            """);
    ObjectNode expected = made.body().deepCopy();
    for (String name :
        List.of(
            "category",
            "start_date",
            "expiration_date",
            "validity_day_of_week",
            "additional_info")) {
      expected.putNull(name);
    }
    expected.put("updated_at", "2026-05-04T09:00:00.120Z");
    assertThat(changed.body()).isEqualTo(expected);
  }

  @Test
  void anUpdateThatChangesNothingLeavesTheTimeAlone() {
    Answer made = caller.post("/v1/vouchers/A", FULL);
    caller.advance(Duration.ofMinutes(1));
    assertThat(call("PUT", "/v1/vouchers/A", "{}")).isEqualTo(made);
    assertThat(call("PUT", "/v1/vouchers/A", "")).isEqualTo(made);
    assertThat(call("PUT", "/v1/vouchers/A", "{\"category\":\"letnie\"}")).isEqualTo(made);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"discount\":{\"type\":\"PERCENT\",\"percent_off\":5}} | invalid_voucher",
        "{\"discount\":{\"type\":\"AMOUNT\"}} | invalid_voucher",
        "{\"discount\":{\"type\":\"NONE\"}} | invalid_voucher",
        "{\"discount\":7} | invalid_voucher",
        "{\"category\":7} | invalid_payload",
        "{\"start_date\":\"soon\"} | invalid_payload",
        "{\"validity_day_of_week\":[7]} | invalid_payload",
        "{\"active\":\"no\"} | invalid_payload",
        "{\"metadata\":[]} | invalid_payload",
        "{\"category\":\"x\",\"active\":1} | invalid_payload",
        "[] | invalid_payload",
        "{ | invalid_payload",
      })
  void aMalformedUpdateChangesNothing(String body, String key) {
    Answer made = caller.post("/v1/vouchers/A", FULL);
    Answer answer = call("PUT", "/v1/vouchers/A", body);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.text("/key")).isEqualTo(key);
    assertThat(caller.get("/v1/vouchers/A")).isEqualTo(made);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"type\":\"UNIT\",\"unit_off\":1,\"unit_type\":\"kawa\"}"
            + " | {\"type\":\"UNIT\",\"unit_off\":3,\"unit_type\":\"herbata\"}",
        "{\"type\":\"PERCENT\",\"percent_off\":5,\"amount_limit\":9}"
            + " | {\"type\":\"PERCENT\",\"percent_off\":7.5}",
        "{\"type\":\"FIXED\",\"fixed_amount\":5}"
            + " | {\"type\":\"FIXED\",\"fixed_amount\":6,\"fixed_amount_formula\":\"a+1\"}",
      })
  void aDiscountIsReplacedWhole(String before, String after) throws IOException {
    caller.post("/v1/vouchers/A", "{\"discount\":%s}".formatted(before));
    Answer changed = call("PUT", "/v1/vouchers/A", "{\"discount\":%s}".formatted(after));
    assertLike(changed.body().at("/discount"), after);
    assertThat(caller.get("/v1/vouchers/A")).isEqualTo(changed);
  }

  @Test
  void whatASessionHeldGoesWithTheVoucher() {
    caller.post("/v1/vouchers/A", FULL);
    caller.post("/v1/vouchers/A/validate", "{\"session\":{\"type\":\"LOCK\",\"key\":\"s\"}}");
    call("DELETE", "/v1/vouchers/A", "");
    caller.post("/v1/vouchers/A", FULL);
    assertThat(call("DELETE", "/v1/vouchers/A/sessions/s", "").status()).isEqualTo(404);
  }

  @Test
  void aGiftVoucherGetsNoDiscount() {
    caller.post("/v1/vouchers/G", "{\"gift\":{\"amount\":5}}");
    Answer answer =
        call("PUT", "/v1/vouchers/G", "{\"discount\":{\"type\":\"AMOUNT\",\"amount_off\":5}}");
    assertThat(answer.text("/key")).isEqualTo("invalid_voucher");
  }

  @Test
  void switchingIsIdempotentAndTakesEffect() {
    caller.post("/v1/vouchers/A", FULL);
    caller.advance(Duration.ofMinutes(1));
    Answer off = caller.post("/v1/vouchers/A/disable", "");
    assertThat(off.body().at("/active").booleanValue()).isFalse();
    assertThat(off.text("/updated_at")).isEqualTo("2026-05-04T09:01:00.120Z");
    caller.advance(Duration.ofMinutes(1));
    assertThat(caller.post("/v1/vouchers/A/disable", "{}")).isEqualTo(off);
    assertThat(caller.post("/v1/vouchers/A/redemption", "").text("/key"))
        .isEqualTo("voucher_disabled");
    Answer on = caller.post("/v1/vouchers/" + off.text("/id") + "/enable", "");
    assertThat(on.body().at("/active").booleanValue()).isTrue();
    assertThat(caller.post("/v1/vouchers/A/enable", "")).isEqualTo(on);
    assertThat(caller.post("/v1/vouchers/A/redemption", "").status()).isEqualTo(200);
  }

  @Test
  void aRemovedVoucherIsGoneAtOnceAndItsHistoryStays() {
    Answer made = caller.post("/v1/vouchers/A", FULL);
    Answer redeemed = caller.post("/v1/vouchers/A/redemption", "{\"order\":{\"amount\":100}}");
    Answer removed = call("DELETE", "/v1/vouchers/A?force=true", "");
    assertThat(removed.status()).isEqualTo(204);
    assertThat(removed.body().isMissingNode()).isTrue();
    assertThat(caller.get("/v1/vouchers/A").status()).isEqualTo(404);
    assertThat(caller.get("/v1/vouchers/" + made.text("/id")).status()).isEqualTo(404);
    assertThat(caller.post("/v1/vouchers/A/redemption", "").status()).isEqualTo(404);
    assertThat(call("DELETE", "/v1/vouchers/A", "").status()).isEqualTo(404);
    Answer history = caller.get("/v1/redemptions/" + redeemed.text("/id"));
    assertThat(history.status()).isEqualTo(200);
    assertThat(history.text("/related_object_id")).isEqualTo(made.text("/id"));

    Answer again = caller.post("/v1/vouchers/A", "{\"gift\":{\"amount\":5}}");
    assertThat(again.status()).isEqualTo(200);
    assertThat(again.text("/id")).isNotEqualTo(made.text("/id"));
    assertThat(again.number("/redemption/redeemed_quantity")).isZero();
    assertThat(call("DELETE", "/v1/vouchers/" + again.text("/id"), "").status()).isEqualTo(204);
  }

  @Test
  void anUnknownVoucherIsNotFoundByAnyOfTheCalls() throws IOException {
    for (String[] each :
        new String[][] {
          {"PUT", ""},
          {"DELETE", ""},
          {"POST", "/enable"},
          {"POST", "/disable"},
          {"POST", "/balance"}
        }) {
      Answer answer = call(each[0], "/v1/vouchers/ZIMA" + each[1], "{\"amount\":1}");
      assertThat(answer.status()).isEqualTo(404);
      assertLike(
          answer.body(),
          """
          {"code":404,"key":"not_found","message":"Resource not found",
           "details":"Cannot find voucher with id ZIMA","request_id":"~v-[0-9a-f]{18}",
           "resource_id":"ZIMA","resource_type":"voucher"}
          """);
    }
  }

  @Test
  void anotherTenantsVoucherIsNotFoundByAnyOfTheCalls() {
    Answer made = caller.post("/v1/vouchers/G", "{\"gift\":{\"amount\":5}}");
    for (String name : List.of("G", made.text("/id"))) {
      for (String[] each :
          new String[][] {
            {"PUT", ""},
            {"DELETE", ""},
            {"POST", "/enable"},
            {"POST", "/disable"},
            {"POST", "/balance"}
          }) {
        byte[] body = "{\"amount\":1,\"active\":false}".getBytes(StandardCharsets.UTF_8);
        String target = "/v1/vouchers/" + name + each[1];
        assertThat(caller.call("umbrella", each[0], target, body).status()).isEqualTo(404);
      }
    }
    assertThat(caller.get("/v1/vouchers/G")).isEqualTo(made);
    assertThat(caller.post("umbrella", "/v1/vouchers/G", "{\"gift\":{\"amount\":7}}").status())
        .isEqualTo(200);
    assertThat(caller.call("umbrella", "DELETE", "/v1/vouchers/G", new byte[0]).status())
        .isEqualTo(204);
    assertThat(caller.get("/v1/vouchers/G")).isEqualTo(made);
  }

  @Test
  void moneyGoesOnAmountAndBalanceAlike() throws IOException {
    Answer made = caller.post("/v1/vouchers/KARTA-7", "{\"gift\":{\"amount\":10000}}");
    caller.post(
        "/v1/vouchers/KARTA-7/redemption",
        "{\"gift\":{\"credits\":3400},\"order\":{\"amount\":3400}}");
    caller.advance(Duration.ofMinutes(1));
    Answer added =
        caller.post(
            "/v1/vouchers/KARTA-7/balance",
            "{\"amount\":2500,\"source_id\":\"s\",\"reason\":\"r\"}");
    assertThat(added.status()).isEqualTo(200);
    assertLike(
        added.body(),
        """
        {"amount":2500,"total":12500,"balance":9100,"type":"gift_voucher","object":"balance",
         "related_object":{"type":"voucher","id":"%s"}}
        """
            .formatted(made.text("/id")));
    Answer taken = caller.post("/v1/vouchers/KARTA-7/balance", "{\"amount\":-9100}");
    assertThat(taken.number("/total")).isEqualTo(3400);
    assertThat(taken.number("/balance")).isZero();
    Answer shown = caller.get("/v1/vouchers/KARTA-7");
    assertLike(
        shown.body().at("/gift"), "{\"amount\":3400,\"balance\":0,\"effect\":\"APPLY_TO_ORDER\"}");
    assertThat(shown.number("/redemption/redeemed_amount")).isEqualTo(3400);
    assertThat(shown.text("/updated_at")).isEqualTo("2026-05-04T09:01:00.120Z");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{}",
        "{\"amount\":null}",
        "{\"amount\":\"5\"}",
        "{\"amount\":1.5}",
        "{\"amount\":true}",
        "{\"amount\":-101}",
        "{\"amount\":9007199254740892}",
        "{\"amount\":9007199254740992}",
        "{\"amount\":-9223372036854775808}",
        "{\"amount\":99999999999999999999}",
      })
  void aWrongChangeOfMoneyIsRefused(String body) {
    Answer made = caller.post("/v1/vouchers/G", "{\"gift\":{\"amount\":100}}");
    Answer answer = caller.post("/v1/vouchers/G/balance", body);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.text("/key")).isEqualTo("invalid_add_balance_params");
    assertThat(caller.get("/v1/vouchers/G")).isEqualTo(made);
  }

  @Test
  void moneyGoesUpToTheLargestSumAndNotBeyond() {
    caller.post("/v1/vouchers/G", "{\"gift\":{\"amount\":100}}");
    Answer most = caller.post("/v1/vouchers/G/balance", "{\"amount\":9007199254740891}");
    assertThat(most.number("/balance")).isEqualTo(9007199254740991L);
    assertThat(caller.post("/v1/vouchers/G/balance", "{\"amount\":1}").status()).isEqualTo(400);
  }

  @Test
  void aDiscountVoucherHasNoBalance() {
    caller.post("/v1/vouchers/A", FULL);
    Answer answer = caller.post("/v1/vouchers/A/balance", "{\"amount\":5}");
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.text("/key")).isEqualTo("invalid_gift");
  }

  @Test
  void manyWhoTakeMoneyAtOnceNeverTakeMoreThanThereIs() throws Exception {
    caller.post("/v1/vouchers/G", "{\"gift\":{\"amount\":1000}}");
    List<Answer> answers =
        caller.together(50, () -> caller.post("/v1/vouchers/G/balance", "{\"amount\":-30}"));
    assertThat(answers.stream().filter(answer -> answer.status() == 200)).hasSize(33);
    assertThat(caller.get("/v1/vouchers/G").number("/gift/balance")).isEqualTo(10);
    assertThat(caller.get("/v1/vouchers/G").number("/gift/amount")).isEqualTo(10);
  }

  @Test
  void ofManyWhoRemoveOneSucceeds() throws Exception {
    caller.post("/v1/vouchers/A", FULL);
    List<Answer> answers = caller.together(20, () -> call("DELETE", "/v1/vouchers/A", ""));
    assertThat(answers.stream().filter(answer -> answer.status() == 204)).hasSize(1);
    assertThat(caller.get("/v1/vouchers").number("/total")).isZero();
  }
}
