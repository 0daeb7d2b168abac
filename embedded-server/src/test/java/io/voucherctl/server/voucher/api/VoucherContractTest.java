package io.voucherctl.server.voucher.api;

import static io.voucherctl.server.voucher.api.Like.assertLike;
import static org.assertj.core.api.Assertions.assertThat;

import io.voucherctl.server.voucher.api.Caller.Answer;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Creating and showing vouchers, as the contract shows it. */
final class VoucherContractTest extends ContractTest {
  @Test
  void aDiscountVoucherIsAnsweredFieldByField() throws IOException {
    Answer made =
        caller.post(
            "/v1/vouchers/LATO-15",
            """
            {"type":"DISCOUNT_VOUCHER","discount":{"type":"PERCENT","percent_off":15,
             "amount_limit":4000},"redemption":{"quantity":100},"metadata":{"kanal":"app"}}
            """);
    assertThat(made.status()).isEqualTo(200);
    assertLike(
        made.body(),
        """
        {"id":"~v_[0-9A-Za-z]{32}","code":"LATO-15","campaign":null,"campaign_id":null,
         "category":null,"category_id":null,"type":"DISCOUNT_VOUCHER",
         "discount":{"type":"PERCENT","percent_off":15,"amount_limit":4000},
         "gift":null,"loyalty_card":null,"start_date":null,"expiration_date":null,
         "validity_day_of_week":null,"active":true,"additional_info":null,
         "metadata":{"kanal":"app"},"is_referral_code":false,
         "created_at":"2026-05-04T09:00:00.120Z","updated_at":null,
         "redemption":{"quantity":100,"redeemed_quantity":0,"object":"list",
          "url":"/v1/vouchers/LATO-15/redemptions?page=1&limit=10"},
         "publish":{"object":"list","count":0,
          "url":"/v1/vouchers/LATO-15/publications?page=1&limit=10"},
         "validation_rules_assignments":{"object":"list","data_ref":"data","data":[],"total":0},
         "object":"voucher"}
        """);
    assertThat(caller.get("/v1/vouchers/LATO-15")).isEqualTo(made);
    assertThat(caller.get("/v1/vouchers/" + made.text("/id"))).isEqualTo(made);
  }

  @Test
  void everyFieldOfARequestIsKept() throws IOException {
    Answer made =
        caller.post(
            "/v1/vouchers/",
            """
            {"code":"Karta 7/ż","gift":{"amount":10000},"category":"letnie","active":false,
             "start_date":"2026-05-04T12:00:00+02:00","expiration_date":"2026-09-01",
             "validity_day_of_week":[0,1,6],"additional_info":"dla Mai","unknown":[1],
             "metadata":{"a":1.50,"b":[true,"x"],"c":"☀"}}
            """);
    assertThat(made.status()).isEqualTo(200);
    assertThat(made.text("/code")).isEqualTo("Karta 7/ż");
    assertThat(made.text("/type")).isEqualTo("GIFT_VOUCHER");
    assertLike(
        made.body().at("/gift"),
        "{\"amount\":10000,\"balance\":10000,\"effect\":\"APPLY_TO_ORDER\"}");
    assertThat(made.body().at("/discount").isNull()).isTrue();
    assertThat(made.text("/category")).isEqualTo("letnie");
    assertThat(made.body().at("/active").booleanValue()).isFalse();
    assertThat(made.text("/start_date")).isEqualTo("2026-05-04T10:00:00.000Z");
    assertThat(made.text("/expiration_date")).isEqualTo("2026-09-01T00:00:00.000Z");
    assertThat(made.body().at("/validity_day_of_week").toString()).isEqualTo("[0,1,6]");
    assertThat(made.text("/additional_info")).isEqualTo("dla Mai");
    assertThat(made.body().at("/metadata").toString())
        .isEqualTo("{\"a\":1.5,\"b\":[true,\"x\"],\"c\":\"☀\"}");
    assertLike(
        made.body().at("/redemption"),
        """
        {"quantity":null,"redeemed_quantity":0,"redeemed_amount":0,"object":"list",
         "url":"/v1/vouchers/Karta%207%2F%C5%BC/redemptions?page=1&limit=10"}
        """);
    assertThat(caller.get("/v1/vouchers/Karta%207%2F%C5%BC")).isEqualTo(made);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"type\":\"AMOUNT\",\"amount_off\":700}",
        "{\"type\":\"AMOUNT\",\"amount_off\":700,\"effect\":\"APPLY_TO_ORDER\"}",
        "{\"type\":\"PERCENT\",\"percent_off\":12.5}",
        "{\"type\":\"FIXED\",\"fixed_amount\":2000}",
      })
  void aDiscountIsEchoedAsItWasGiven(String discount) throws IOException {
    Answer made = caller.post("/v1/vouchers", "{\"discount\":" + discount + "}");
    assertLike(made.body().at("/discount"), discount);
  }

  @Test
  void aCodeIsDrawnWhenNoneIsGiven() {
    String body = "{\"discount\":{\"type\":\"AMOUNT\",\"amount_off\":1}%s}";
    assertThat(caller.post("/v1/vouchers", body.formatted("")).text("/code"))
        .matches("[0-9A-Za-z]{8}");
    Set<String> drawn = new HashSet<>();
    String config = ",\"code_config\":{\"pattern\":\"X#\",\"charset\":\"ab\",\"suffix\":\"!\"}";
    drawn.add(caller.post("/v1/vouchers", body.formatted(config)).text("/code"));
    drawn.add(caller.post("/v1/vouchers/", body.formatted(config)).text("/code"));
    assertThat(drawn).containsExactlyInAnyOrder("Xa!", "Xb!");
    Answer none = caller.post("/v1/vouchers", body.formatted(config));
    assertThat(none.status()).isEqualTo(400);
    assertThat(none.text("/key")).isEqualTo("invalid_code_config");
  }

  @Test
  void aTakenCodeIsRefusedFieldByField() throws IOException {
    String body = "{\"discount\":{\"type\":\"AMOUNT\",\"amount_off\":1}}";
    assertThat(caller.post("/v1/vouchers/A", body).status()).isEqualTo(200);
    Answer second = caller.post("/v1/vouchers/A", body);
    assertThat(second.status()).isEqualTo(409);
    assertLike(
        second.body(),
        """
        {"code":409,"key":"duplicate_found","message":"Duplicated resource found",
         "details":"Duplicated voucher exists with id A","request_id":"~v-[0-9a-f]{18}",
         "resource_id":"A","resource_type":"voucher"}
        """);
    assertThat(caller.post("/v1/vouchers/a", body).status()).isEqualTo(200);
  }

  @Test
  void anUnknownVoucherIsNotFoundFieldByField() throws IOException {
    Answer answer = caller.get("/v1/vouchers/ZIMA");
    assertThat(answer.status()).isEqualTo(404);
    assertLike(
        answer.body(),
        """
        {"code":404,"key":"not_found","message":"Resource not found",
         "details":"Cannot find voucher with id ZIMA","request_id":"~v-[0-9a-f]{18}",
         "resource_id":"ZIMA","resource_type":"voucher"}
        """);
  }

  @Test
  void anImportMakesAllAndSkipsDuplicates() throws IOException {
    StringBuilder array = new StringBuilder("[");
    for (int i = 0; i < 1_001; i++) {
      array.append(
          "{\"code\":\"I-%d\",\"discount\":{\"type\":\"AMOUNT\",\"amount_off\":700}},\n"
              .formatted(i));
    }
    array.append("{\"code\":\"I-0\",\"gift\":{\"amount\":5}}]");
    Answer answer = caller.post("/v1/vouchers/import", array.toString());
    assertThat(answer.status()).isEqualTo(202);
    assertLike(answer.body(), "{\"async_action_id\":\"~aa_[0-9a-f]{18}\"}");
    assertThat(caller.get("/v1/vouchers/I-0").text("/type")).isEqualTo("DISCOUNT_VOUCHER");
    assertThat(caller.get("/v1/vouchers/I-1000").status()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[{\"code\":\"OK\",\"gift\":{\"amount\":5}},{\"gift\":{\"amount\":5}}] | invalid_payload",
        "[{\"code\":\"OK\",\"gift\":{\"amount\":5}},{\"code\":\"B\"}] | invalid_voucher",
        "[{\"code\":\"OK\",\"gift\":{\"amount\":5}},7] | invalid_payload",
        "[{\"code\":\"OK\",\"gift\":{\"amount\":5}}, | invalid_payload",
        "[{\"code\":\"OK\",\"gift\":{\"amount\":5}}] x | invalid_payload",
        "{\"code\":\"OK\",\"gift\":{\"amount\":5}} | invalid_payload",
        "'' | invalid_payload",
      })
  void anImportWithAFaultChangesNothing(String body, String key) {
    Answer answer = caller.post("/v1/vouchers/import", body);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.text("/key")).isEqualTo(key);
    assertThat(caller.get("/v1/vouchers/OK").status()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"type\":\"DISCOUNT_VOUCHER\"}",
        "{\"type\":\"GIFT_VOUCHER\"}",
        "{\"type\":\"LOYALTY_CARD\",\"gift\":{\"amount\":1}}",
        "{\"type\":7,\"gift\":{\"amount\":1}}",
        "{\"gift\":{\"amount\":1},\"discount\":{\"type\":\"AMOUNT\",\"amount_off\":1}}",
        "{\"gift\":{}}",
        "{\"gift\":{\"amount\":-1}}",
        "{\"gift\":{\"amount\":1.5}}",
        "{\"gift\":{\"amount\":\"5\"}}",
        "{\"gift\":{\"amount\":9007199254740992}}",
        "{\"gift\":{\"amount\":99999999999999999999999999}}",
        "{\"gift\":[]}",
        "{\"discount\":\"15%\"}",
        "{\"discount\":{}}",
        "{\"discount\":{\"type\":\"UNIT\",\"unit_off\":1}}",
        "{\"discount\":{\"type\":\"AMOUNT\"}}",
        "{\"discount\":{\"type\":\"AMOUNT\",\"amount_off\":-1}}",
        "{\"discount\":{\"type\":\"AMOUNT\",\"amount_off\":1,\"effect\":\"ADD_NEW_ITEMS\"}}",
        "{\"discount\":{\"type\":\"PERCENT\",\"percent_off\":100.01}}",
        "{\"discount\":{\"type\":\"PERCENT\",\"percent_off\":-1}}",
        "{\"discount\":{\"type\":\"PERCENT\",\"percent_off\":1e999999}}",
        "{\"discount\":{\"type\":\"PERCENT\",\"percent_off\":1e-999999}}",
        "{\"discount\":{\"type\":\"PERCENT\",\"percent_off\":10,\"amount_limit\":-1}}",
      })
  void aMalformedVoucherIsRefused(String body) {
    Answer answer = caller.post("/v1/vouchers/A", body);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.text("/key")).isEqualTo("invalid_voucher");
    assertThat(answer.text("/message")).isEqualTo("Invalid Voucher");
    assertThat(caller.get("/v1/vouchers/A").status()).isEqualTo(404);
  }
}
