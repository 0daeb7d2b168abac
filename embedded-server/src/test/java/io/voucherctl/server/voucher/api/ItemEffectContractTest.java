package io.voucherctl.server.voucher.api;

import static io.voucherctl.server.voucher.api.Like.assertLike;
import static org.assertj.core.api.Assertions.assertThat;

import io.voucherctl.server.voucher.api.Caller.Answer;
import java.io.IOException;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Discounts of lines, from the request to the stored order and back. */
final class ItemEffectContractTest extends ContractTest {
  private static final String CART =
      """
      {"source_id":"zam-9","items":[
        {"source_id":"kubek","related_object":"product","quantity":"2","price":1650,
         "product":{"name":"Kubek","price":1.50}},
        {"sku_id":"sku_1","quantity":1,"price":9,"amount":3400,"metadata":{"k":[1,null]}}]}
      """;

  @ParameterizedTest
  @CsvSource({
    "APPLY_TO_ITEMS, 300 300",
    "APPLY_TO_ITEMS_PROPORTIONALLY, 148 152",
    "APPLY_TO_ITEMS_PROPORTIONALLY_BY_QUANTITY, 200 100",
    "APPLY_TO_ITEMS_BY_QUANTITY, 600 300",
  })
  void eachEffectIsTakenOffTheLinesAndStored(String effect, String shares) {
    voucher("A", "{\"type\":\"AMOUNT\",\"amount_off\":300,\"effect\":\"" + effect + "\"}");
    Answer validated = caller.post("/v1/vouchers/A/validate", "{\"order\":" + CART + "}");
    assertThat(discounts(validated, "/order")).isEqualTo(shares);
    Answer redeemed = caller.post("/v1/vouchers/A/redemption", "{\"order\":" + CART + "}");
    assertThat(discounts(redeemed, "/order")).isEqualTo(shares);
    Answer stored = caller.get("/v1/orders/zam-9");
    assertThat(discounts(stored, "")).isEqualTo(shares);
    long whole = stored.number("/items_discount_amount");
    assertThat(whole)
        .isEqualTo(
            stored.number("/items/0/discount_amount") + stored.number("/items/1/discount_amount"));
    assertThat(stored.number("/total_amount")).isEqualTo(6700 - whole);
    assertThat(stored.body().has("discount_amount")).isFalse();
  }

  @Test
  void aValidationIsAnsweredLineByLine() throws IOException {
    voucher("A", "{\"type\":\"AMOUNT\",\"amount_off\":300,\"effect\":\"APPLY_TO_ITEMS\"}");
    Answer answer = caller.post("/v1/vouchers/A/validate", "{\"order\":" + CART + "}");
    assertLike(
        answer.body().get("order"),
        """
        {"source_id":"zam-9","amount":6700,"items_discount_amount":600,"total_discount_amount":600,
         "total_amount":6100,"items_applied_discount_amount":600,
         "total_applied_discount_amount":600,"items":[
          {"source_id":"kubek","related_object":"product","quantity":2,"price":1650,"amount":3300,
           "discount_amount":300,"applied_discount_amount":300,"subtotal_amount":3000,
           "product":{"name":"Kubek","price":1.5},"object":"order_item"},
          {"sku_id":"sku_1","quantity":1,"price":9,"amount":3400,"discount_amount":300,
           "applied_discount_amount":300,"subtotal_amount":3100,"metadata":{"k":[1,null]},
           "object":"order_item"}],
         "metadata":{},"customer_id":null,"referrer_id":null,"object":"order"}
        """);
  }

  @Test
  void aStoredOrderIsDiscountedAsItIsStoredAndAnewEachTime() {
    caller.post("/v1/orders", CART);
    voucher("A", "{\"type\":\"AMOUNT\",\"amount_off\":300,\"effect\":\"APPLY_TO_ITEMS\"}");
    String named = "{\"order\":{\"source_id\":\"zam-9\",\"amount\":1,\"items\":[]}}";
    assertThat(discounts(caller.post("/v1/vouchers/A/redemption", named), "/order"))
        .isEqualTo("300 300");
    assertThat(discounts(caller.post("/v1/vouchers/A/validate", named), "/order"))
        .isEqualTo("300 300");
  }

  @Test
  void anOrderSentAgainUnchangedIsNotChanged() {
    Answer made = caller.post("/v1/orders", CART);
    assertThat(made.body().get("updated_at").isNull()).isTrue();
    voucher("A", "{\"type\":\"AMOUNT\",\"amount_off\":300,\"effect\":\"APPLY_TO_ITEMS\"}");
    caller.post("/v1/vouchers/A/redemption", "{\"order\":{\"source_id\":\"zam-9\"}}");
    Answer stored = caller.get("/v1/orders/zam-9");
    assertThat(caller.post("/v1/orders", CART)).isEqualTo(stored);
    assertThat(caller.post("/v1/orders", stored.body().toString())).isEqualTo(stored);
  }

  @Test
  void aRollbackTakesTheDiscountsOffTheLines() {
    voucher("A", "{\"type\":\"PERCENT\",\"percent_off\":10,\"effect\":\"APPLY_TO_ITEMS\"}");
    Answer made = caller.post("/v1/orders", CART);
    Answer redeemed =
        caller.post("/v1/vouchers/A/redemption", "{\"order\":{\"source_id\":\"zam-9\"}}");
    assertThat(discounts(redeemed, "/order")).isEqualTo("330 340");
    caller.post("/v1/redemptions/" + redeemed.text("/id") + "/rollback", "");
    Answer undone = caller.get("/v1/orders/zam-9");
    assertThat(undone.body().get("items")).isEqualTo(made.body().get("items"));
    assertThat(undone.number("/total_amount")).isEqualTo(6700);
    assertThat(undone.body().has("items_discount_amount")).isFalse();
    assertThat(undone.body().has("total_discount_amount")).isFalse();
  }

  @Test
  void freeUnitsRaiseTheAmountAndNotTheTotal() throws IOException {
    voucher("A", "{\"type\":\"UNIT\",\"unit_off\":3,\"unit_type\":\"kubek\"}");
    caller.post("/v1/orders", CART);
    Answer redeemed =
        caller.post("/v1/vouchers/A/redemption", "{\"order\":{\"source_id\":\"zam-9\"}}");
    Answer stored = caller.get("/v1/orders/zam-9");
    assertThat(redeemed.body().at("/order/items")).isEqualTo(stored.body().get("items"));
    assertThat(stored.number("/amount")).isEqualTo(8350);
    assertThat(stored.number("/initial_amount")).isEqualTo(6700);
    assertThat(stored.number("/items_discount_amount")).isEqualTo(1650);
    assertThat(stored.number("/total_amount")).isEqualTo(6700);
    assertLike(
        stored.body().at("/items/0"),
        """
        {"source_id":"kubek","related_object":"product","quantity":3,"discount_quantity":1,
         "initial_quantity":2,"price":1650,"amount":4950,"discount_amount":1650,
         "applied_discount_amount":1650,"subtotal_amount":3300,
         "product":{"name":"Kubek","price":1.5},"object":"order_item"}
        """);
    caller.post("/v1/redemptions/" + redeemed.text("/id") + "/rollback", "");
    Answer undone = caller.get("/v1/orders/zam-9");
    assertThat(undone.number("/amount")).isEqualTo(6700);
    assertThat(undone.number("/items/0/quantity")).isEqualTo(2);
    assertThat(undone.body().has("initial_amount")).isFalse();
  }

  @Test
  void aProductThatWasNotInTheOrderIsAddedWithoutSums() throws IOException {
    voucher(
        "A",
        """
        {"type":"UNIT","effect":"ADD_MANY_ITEMS","units":[{"unit_off":1,"unit_type":"prod_mug"},
         {"unit_off":2,"unit_type":"sku_spoon"}]}
        """);
    String order = "{\"order\":{\"source_id\":\"o\",\"amount\":500}}";
    Answer redeemed = caller.post("/v1/vouchers/A/redemption", order);
    assertLike(
        redeemed.body().at("/order/items"),
        """
        [{"product_id":"prod_mug","quantity":1,"discount_quantity":1,"initial_quantity":0,
          "object":"order_item"},
         {"sku_id":"sku_spoon","quantity":2,"discount_quantity":2,"initial_quantity":0,
          "object":"order_item"}]
        """);
    assertThat(redeemed.number("/order/total_amount")).isEqualTo(500);
    caller.post("/v1/redemptions/" + redeemed.text("/id") + "/rollback", "");
    assertThat(caller.get("/v1/orders/o").body().get("items")).isEmpty();
  }

  @Test
  void freeUnitsBeyondAllMoneyMakeTheVoucherUnusable() {
    voucher("A", "{\"type\":\"UNIT\",\"unit_off\":9007199254740991,\"unit_type\":\"kubek\"}");
    Answer validated = caller.post("/v1/vouchers/A/validate", "{\"order\":" + CART + "}");
    assertThat(validated.body().get("valid").booleanValue()).isFalse();
    assertThat(validated.text("/error/key")).isEqualTo("invalid_amount");
    Answer redeemed = caller.post("/v1/vouchers/A/redemption", "{\"order\":" + CART + "}");
    assertThat(redeemed.text("/key")).isEqualTo("invalid_amount");
    assertThat(caller.get("/v1/orders/zam-9").status()).isEqualTo(404);
  }

  @Test
  void anItemEffectWithoutLinesTakesNothingOff() {
    voucher("A", "{\"type\":\"AMOUNT\",\"amount_off\":300,\"effect\":\"APPLY_TO_ITEMS\"}");
    Answer answer = caller.post("/v1/vouchers/A/validate", "{\"order\":{\"amount\":500}}");
    assertThat(answer.body().get("valid").booleanValue()).isTrue();
    assertThat(answer.number("/order/total_amount")).isEqualTo(500);
    assertThat(answer.body().get("order").has("total_discount_amount")).isFalse();
  }

  @Test
  void theMostItemsCanBeStoredReadBackAndDiscounted() {
    String items = "{\"source_id\":\"s\",\"price\":2,\"metadata\":{\"a\":[1,2,3,4,5,6,7,8,9]}},";
    String order = "{\"source_id\":\"big\",\"items\":[" + items.repeat(500).replaceAll(",$", "]}");
    assertThat(caller.post("/v1/orders", order).status()).isEqualTo(200);
    voucher("A", "{\"type\":\"AMOUNT\",\"amount_off\":1,\"effect\":\"APPLY_TO_ITEMS\"}");
    caller.post("/v1/vouchers/A/redemption", "{\"order\":{\"source_id\":\"big\"}}");
    Answer again = caller.post("/v1/vouchers/A/redemption", "{\"order\":{\"source_id\":\"big\"}}");
    assertThat(again.number("/order/total_amount")).isEqualTo(500);
    assertThat(again.body().at("/order/items").size()).isEqualTo(500);
  }

  private void voucher(String code, String discount) {
    Answer made = caller.post("/v1/vouchers/" + code, "{\"discount\":" + discount + "}");
    assertThat(made.status()).as(made.body().toString()).isEqualTo(200);
  }

  private static String discounts(Answer answer, String order) {
    return String.join(
        " ",
        StreamSupport.stream(answer.body().at(order + "/items").spliterator(), false)
            .map(item -> item.path("discount_amount").asText("0"))
            .toList());
  }
}
