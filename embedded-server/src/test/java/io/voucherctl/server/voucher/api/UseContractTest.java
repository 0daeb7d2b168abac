package io.voucherctl.server.voucher.api;

import static io.voucherctl.server.voucher.api.Like.assertLike;
import static org.assertj.core.api.Assertions.assertThat;

import io.voucherctl.server.voucher.api.Caller.Answer;
import java.io.IOException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Validating and redeeming, as the contract shows it. */
final class UseContractTest extends ContractTest {
  private static final String NO_ITEMS =
      "{\"data\":[],\"total\":0,\"data_ref\":\"data\",\"object\":\"list\"}";

  @BeforeEach
  void open() {
    caller.post(
        "/v1/vouchers/LATO-15",
        """
        {"discount":{"type":"PERCENT","percent_off":15,"amount_limit":4000},
         "redemption":{"quantity":100},"metadata":{"kanal":"app"}}
        """);
    caller.post("/v1/vouchers/KARTA-7", "{\"gift\":{\"amount\":12500}}");
  }

  @Test
  void aGoodValidationIsAnsweredFieldByField() throws IOException {
    Answer answer =
        caller.post(
            "/v1/vouchers/LATO-15/validate",
            "{\"customer\":{\"source_id\":\"k-501\"},\"order\":{\"amount\":30000}}");
    assertThat(answer.status()).isEqualTo(200);
    assertLike(
        answer.body(),
        """
        {"valid":true,"code":"LATO-15","discount":{"type":"PERCENT","percent_off":15,
          "amount_limit":4000,"effect":"APPLY_TO_ORDER"},
         "order":{"amount":30000,"discount_amount":4000,"total_discount_amount":4000,
          "total_amount":26000,"applied_discount_amount":4000,
          "total_applied_discount_amount":4000,"metadata":{},"customer_id":null,
          "referrer_id":null,"object":"order"},
         "applicable_to":%s,"inapplicable_to":%s,"tracking_id":"~track_.+",
         "metadata":{"kanal":"app"}}
        """
            .formatted(NO_ITEMS, NO_ITEMS));
    assertThat(caller.get("/v1/customers/k-501").status()).isEqualTo(404);
    assertThat(caller.get("/v1/vouchers/LATO-15").number("/redemption/redeemed_quantity")).isZero();
  }

  @Test
  void aBadValidationIsAnsweredFieldByField() throws IOException {
    caller.post(
        "/v1/vouchers/STARY",
        "{\"gift\":{\"amount\":1},\"expiration_date\":\"2026-05-04T09:00:00Z\"}");
    Answer answer = caller.post("/v1/vouchers/STARY/validate", "");
    assertThat(answer.status()).isEqualTo(200);
    assertLike(
        answer.body(),
        """
        {"valid":false,"reason":"voucher expired","error":{"code":400,"key":"voucher_expired",
          "message":"voucher expired","details":"STARY","request_id":"~v-[0-9a-f]{18}"},
         "code":"STARY","metadata":{}}
        """);
  }

  @Test
  void aValidationWithoutAnAmountSaysNoSums() throws IOException {
    Answer answer = caller.post("/v1/vouchers/LATO-15/validate", "{\"order\":{}}");
    assertThat(answer.body().at("/valid").booleanValue()).isTrue();
    assertLike(
        answer.body().at("/order"),
        "{\"metadata\":{},\"customer_id\":null,\"referrer_id\":null,\"object\":\"order\"}");
    assertThat(caller.post("/v1/vouchers/LATO-15/validate", "{}").body().has("order")).isFalse();
    Answer gift = caller.post("/v1/vouchers/KARTA-7/validate", "{}");
    assertThat(gift.status()).isEqualTo(400);
    assertThat(gift.text("/key")).isEqualTo("missing_amount");
  }

  @Test
  void aKnownOrderIsValidatedAsItIsStored() {
    String id =
        caller
            .post("/v1/orders", "{\"source_id\":\"zam-9\",\"items\":[{\"price\":2000}]}")
            .text("/id");
    Answer answer =
        caller.post(
            "/v1/vouchers/LATO-15/validate",
            "{\"order\":{\"source_id\":\"zam-9\",\"amount\":99999}}");
    assertThat(answer.text("/order/id")).isEqualTo(id);
    assertThat(answer.number("/order/amount")).isEqualTo(2000);
    assertThat(answer.number("/order/total_amount")).isEqualTo(1700);
    assertThat(answer.number("/order/items/0/amount")).isEqualTo(2000);
  }

  @Test
  void aRedemptionIsAnsweredFieldByField() throws IOException {
    caller.post(
        "/v1/customers",
        """
        {"source_id":"k-501","name":"Maja","email":"maja@example.com","metadata":{"poziom":3}}
        """);
    Answer answer =
        caller.post(
            "/v1/vouchers/LATO-15/redemption",
            """
            {"customer":{"source_id":"k-501"},"order":{"amount":10000},"metadata":{"kasa":"2"}}
            """);
    assertThat(answer.status()).isEqualTo(200);
    String customer = answer.text("/customer/id");
    String voucher = answer.text("/voucher/id");
    assertLike(
        answer.body(),
        """
        {"id":"~r_[0-9A-Za-z]{24}","object":"redemption","date":"2026-05-04T09:00:00.120Z",
         "customer_id":"CUSTOMER","tracking_id":"~track_.+","metadata":{"kasa":"2"},
         "result":"SUCCESS","status":"SUCCEEDED",
         "order":{"id":"~ord_[0-9A-Za-z]{24}","source_id":null,"status":"PAID","amount":10000,
          "created_at":"2026-05-04T09:00:00.120Z","updated_at":null,
          "discount_amount":1500,"total_discount_amount":1500,"total_amount":8500,
          "applied_discount_amount":1500,"total_applied_discount_amount":1500,"metadata":{},
          "customer":{"id":"CUSTOMER","object":"customer"},"customer_id":"CUSTOMER",
          "referrer_id":null,"redemptions":{"REDEMPTION":{"date":"2026-05-04T09:00:00.120Z",
           "related_object_type":"voucher","related_object_id":"VOUCHER"}},"object":"order"},
         "channel":{"channel_id":"acme","channel_type":"API"},
         "customer":{"id":"CUSTOMER","name":"Maja","email":"maja@example.com",
          "source_id":"k-501","metadata":{"poziom":3},"object":"customer"},
         "related_object_type":"voucher","related_object_id":"VOUCHER","voucher":%s}
        """
            .formatted(caller.get("/v1/vouchers/LATO-15").body())
            .replace("CUSTOMER", customer)
            .replace("VOUCHER\"", voucher + "\"")
            .replace("DISCOUNT_" + voucher, "DISCOUNT_VOUCHER")
            .replace("REDEMPTION", answer.text("/id")));
    assertThat(answer.number("/voucher/redemption/redeemed_quantity")).isEqualTo(1);
    assertThat(caller.get("/v1/redemptions/" + answer.text("/id"))).isEqualTo(answer);
  }

  @Test
  void aRefusedRedemptionIsNotedAndChangesNothingElse() throws IOException {
    caller.post("/v1/vouchers/RAZ", "{\"gift\":{\"amount\":900},\"redemption\":{\"quantity\":0}}");
    Answer answer =
        caller.post(
            "/v1/vouchers/RAZ/redemption",
            "{\"customer\":{\"source_id\":\"new\"},\"order\":{\"source_id\":\"o\",\"amount\":5}}");
    assertThat(answer.status()).isEqualTo(400);
    assertLike(
        answer.body(),
        """
        {"code":400,"key":"quantity_exceeded","message":"quantity exceeded","details":"RAZ",
         "request_id":"~v-[0-9a-f]{18}","resource_id":"~rf_[0-9A-Za-z]{24}",
         "resource_type":"redemption"}
        """);
    Answer noted = caller.get("/v1/redemptions/" + answer.text("/resource_id"));
    assertThat(noted.text("/result")).isEqualTo("FAILURE");
    assertThat(noted.text("/status")).isEqualTo("FAILED");
    assertThat(noted.text("/failure_code")).isEqualTo("quantity_exceeded");
    assertThat(noted.text("/failure_message")).isEqualTo("quantity exceeded");
    assertThat(noted.body().get("order").isNull()).isTrue();
    assertThat(noted.text("/voucher/code")).isEqualTo("RAZ");
    assertThat(caller.get("/v1/customers/new").status()).isEqualTo(404);
    assertThat(caller.get("/v1/orders/o").status()).isEqualTo(404);
  }

  @Test
  void aGiftIsSpentAndRefunded() {
    Answer spent =
        caller.post(
            "/v1/vouchers/KARTA-7/redemption",
            "{\"gift\":{\"credits\":500},\"order\":{\"amount\":\"5000\"}}");
    assertThat(spent.number("/amount")).isEqualTo(500);
    assertThat(spent.number("/gift/amount")).isEqualTo(500);
    assertThat(spent.number("/order/total_amount")).isEqualTo(4500);
    assertThat(spent.number("/voucher/gift/balance")).isEqualTo(12000);
    assertThat(spent.number("/voucher/gift/amount")).isEqualTo(12500);
    assertThat(spent.number("/voucher/redemption/redeemed_amount")).isEqualTo(500);

    Answer tooMuch =
        caller.post("/v1/vouchers/KARTA-7/redemption", "{\"gift\":{\"credits\":12001}}");
    assertThat(tooMuch.text("/key")).isEqualTo("gift_amount_exceeded");

    Answer back = caller.post("/v1/redemptions/" + spent.text("/id") + "/rollback", "");
    assertThat(back.number("/amount")).isEqualTo(-500);
    assertThat(back.number("/gift/amount")).isEqualTo(-500);
    assertThat(back.number("/voucher/gift/balance")).isEqualTo(12500);
    assertThat(back.number("/voucher/redemption/redeemed_amount")).isZero();
  }
}
