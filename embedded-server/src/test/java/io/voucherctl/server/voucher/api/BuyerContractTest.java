package io.voucherctl.server.voucher.api;

import static io.voucherctl.server.voucher.api.Like.assertLike;
import static org.assertj.core.api.Assertions.assertThat;

import io.voucherctl.server.voucher.api.Caller.Answer;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Customers and orders, as the contract shows them. */
final class BuyerContractTest extends ContractTest {
  @Test
  void aCustomerIsAnsweredFieldByField() throws IOException {
    Answer made =
        caller.post(
            "/v1/customers",
            """
            {"source_id":"k-501","name":"Maja","email":"maja@example.com",
             "metadata":{"poziom":3}}
            """);
    assertThat(made.status()).isEqualTo(200);
    assertLike(
        made.body(),
        """
        {"id":"~cust_[0-9A-Za-z]{24}","source_id":"k-501","name":"Maja","description":null,
         "email":"maja@example.com","phone":null,"birthdate":null,"address":null,
         "summary":{"redemptions":{"total_redeemed":0,"total_failed":0,"total_succeeded":0,
           "total_rolled_back":0,"total_rollback_failed":0,"total_rollback_succeeded":0,
           "gift":{"redeemed_amount":0,"amount_to_go":0},
           "loyalty_card":{"redeemed_points":0,"points_to_go":0}},
          "orders":{"total_amount":0,"total_count":0,"average_amount":0,"last_order_amount":0}},
         "loyalty":{"points":0,"referred_customers":0,"campaigns":{}},
         "referrals":{"total":0,"campaigns":[]},"metadata":{"poziom":3},"system_metadata":{},
         "created_at":"2026-05-04T09:00:00.120Z","updated_at":null,"object":"customer"}
        """);
    assertThat(caller.get("/v1/customers/k-501")).isEqualTo(made);
    assertThat(caller.get("/v1/customers/" + made.text("/id"))).isEqualTo(made);
  }

  @Test
  void sentFieldsOverwriteAndOthersStay() throws IOException {
    Answer made =
        caller.post(
            "/v1/customers",
            "{\"source_id\":\"k\",\"name\":\"Maja\",\"metadata\":{\"a\":1,\"b\":2}}");
    caller.advance(Duration.ofMinutes(1));
    Answer changed =
        caller.post(
            "/v1/customers",
            """
            {"id":"%s","source_id":"ignored","name":null,"phone":"1",
             "address":{"city":"Łódź","x":1},"metadata":{"b":3}}
            """
                .formatted(made.text("/id")));
    assertThat(changed.text("/id")).isEqualTo(made.text("/id"));
    assertThat(changed.text("/source_id")).isEqualTo("k");
    assertThat(changed.text("/name")).isEqualTo("Maja");
    assertThat(changed.text("/phone")).isEqualTo("1");
    assertThat(changed.text("/address/city")).isEqualTo("Łódź");
    assertLike(changed.body().at("/metadata"), "{\"a\":1,\"b\":3}");
    assertThat(changed.text("/updated_at")).isEqualTo("2026-05-04T09:01:00.120Z");
    caller.advance(Duration.ofMinutes(1));
    assertThat(caller.post("/v1/customers", "{\"source_id\":\"k\",\"phone\":\"1\"}"))
        .isEqualTo(changed);
  }

  @Test
  void aCustomerNeedsANameOfSomeKind() {
    assertThat(caller.post("/v1/customers", "{}").status()).isEqualTo(400);
    assertThat(caller.post("/v1/customers", "{\"id\":\"cust_none\"}").status()).isEqualTo(404);
    Answer one = caller.post("/v1/customers", "{\"email\":\"a@b\"}");
    Answer other = caller.post("/v1/customers", "{\"email\":\"a@b\"}");
    assertThat(one.text("/id")).isNotEqualTo(other.text("/id"));
    assertThat(caller.get("/v1/customers/nobody").text("/resource_type")).isEqualTo("customer");
  }

  @Test
  void anOrderIsAnsweredFieldByField() throws IOException {
    Answer made =
        caller.post(
            "/v1/orders",
            """
            {"source_id":"zam-9","customer":{"source_id":"k-501"},"items":[{"source_id":"kubek",
             "related_object":"product","quantity":2,"price":3500}]}
            """);
    assertThat(made.status()).isEqualTo(200);
    assertLike(
        made.body(),
        """
        {"id":"~ord_[0-9A-Za-z]{24}","source_id":"zam-9",
         "created_at":"2026-05-04T09:00:00.120Z","updated_at":null,"status":"CREATED",
         "amount":7000,"total_amount":7000,"items":[{"source_id":"kubek",
          "related_object":"product","quantity":2,"price":3500,"amount":7000,
          "subtotal_amount":7000,"object":"order_item"}],"metadata":{},
         "customer":{"id":"CUSTOMER","object":"customer"},"customer_id":"CUSTOMER",
         "referrer_id":null,"object":"order"}
        """
            .replace("CUSTOMER", caller.get("/v1/customers/k-501").text("/id")));
    assertThat(caller.get("/v1/orders/zam-9")).isEqualTo(made);
    assertThat(caller.get("/v1/orders/" + made.text("/id"))).isEqualTo(made);
    assertThat(caller.get("/v1/orders/none").text("/resource_type")).isEqualTo("order");
  }

  @Test
  void aSentAmountBeatsTheItems() {
    String items =
        "{\"amount\":%s,\"items\":[{\"amount\":\"30\"},{\"price\":5,\"quantity\":\"4\"}]}";
    assertThat(caller.post("/v1/orders", items.formatted("null")).number("/amount")).isEqualTo(50);
    assertThat(caller.post("/v1/orders", items.formatted("\"7\"")).number("/amount")).isEqualTo(7);
    assertThat(caller.post("/v1/orders", "{\"items\":[{}]}").body().has("amount")).isFalse();
  }

  @Test
  void anOrderIsChangedByItsSourceId() throws IOException {
    Answer made =
        caller.post(
            "/v1/orders",
            "{\"source_id\":\"z\",\"amount\":5000,\"metadata\":{\"a\":1},\"orderStatus\":\"x\"}");
    caller.advance(Duration.ofSeconds(1));
    Answer paid =
        caller.post(
            "/v1/orders", "{\"source_id\":\"z\",\"status\":\"PAID\",\"metadata\":{\"b\":2}}");
    assertThat(paid.text("/id")).isEqualTo(made.text("/id"));
    assertThat(paid.number("/amount")).isEqualTo(5000);
    assertThat(paid.text("/status")).isEqualTo("PAID");
    assertThat(paid.text("/updated_at")).isEqualTo("2026-05-04T09:00:01.120Z");
    assertLike(paid.body().at("/metadata"), "{\"a\":1,\"b\":2}");
  }

  @Test
  void aRedeemedOrderKeepsItsDiscountUpToItsAmount() {
    caller.post("/v1/vouchers/A", "{\"discount\":{\"type\":\"AMOUNT\",\"amount_off\":1000}}");
    caller.post("/v1/orders", "{\"source_id\":\"z\",\"amount\":5000}");
    Answer redeemed =
        caller.post("/v1/vouchers/A/redemption", "{\"order\":{\"source_id\":\"z\",\"amount\":77}}");
    assertThat(redeemed.number("/order/total_amount")).isEqualTo(4000);
    assertThat(redeemed.text("/order/status")).isEqualTo("PAID");
    Answer more = caller.post("/v1/orders", "{\"source_id\":\"z\",\"amount\":6000}");
    assertThat(more.number("/total_amount")).isEqualTo(5000);
    assertThat(more.body().get("redemptions").has(redeemed.text("/id"))).isTrue();
    Answer less = caller.post("/v1/orders", "{\"source_id\":\"z\",\"amount\":600}");
    assertThat(less.number("/discount_amount")).isEqualTo(600);
    assertThat(less.number("/total_amount")).isZero();
  }

  @Test
  void theCustomerOfAnOrderIsTheRedeemerWhenNoOtherIsSent() {
    caller.post("/v1/vouchers/A", "{\"discount\":{\"type\":\"AMOUNT\",\"amount_off\":1000}}");
    Answer redeemed =
        caller.post(
            "/v1/vouchers/A/redemption",
            "{\"order\":{\"amount\":77,\"customer\":{\"source_id\":\"k\"}}}");
    assertThat(redeemed.text("/customer/source_id")).isEqualTo("k");
    assertThat(redeemed.text("/order/customer_id")).isEqualTo(redeemed.text("/customer_id"));
    Answer without = caller.post("/v1/vouchers/A/redemption", "");
    assertThat(without.body().get("order").isNull()).isTrue();
    assertThat(without.body().get("customer").isNull()).isTrue();
  }
}
