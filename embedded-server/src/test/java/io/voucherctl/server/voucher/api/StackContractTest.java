package io.voucherctl.server.voucher.api;

import static io.voucherctl.server.voucher.api.Like.assertLike;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import io.voucherctl.server.voucher.api.Caller.Answer;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Validating and redeeming several vouchers at once, as the contract shows it. */
final class StackContractTest extends ContractTest {
  private static final String BOTH =
      """
      "redeemables":[{"object":"voucher","id":"MINUS10"},
       {"object":"voucher","id":"KARTA-7","gift":{"credits":500}}]\
      """;
  private static final String NO_ITEMS =
      "{\"data\":[],\"total\":0,\"data_ref\":\"data\",\"object\":\"list\"}";
  private static final String RULES =
      """
      {"redeemables_limit":30,"applicable_redeemables_limit":5,
       "applicable_redeemables_per_category_limit":1,
       "applicable_exclusive_redeemables_limit":1,"exclusive_categories":[],
       "joint_categories":[],"redeemables_application_mode":"ALL",
       "redeemables_sorting_rule":"REQUESTED_ORDER"}
      """;

  @BeforeEach
  void open() {
    voucher(
        "MINUS10", "\"discount\":{\"type\":\"AMOUNT\",\"amount_off\":1000},\"metadata\":{\"a\":1}");
    voucher("KARTA-7", "\"gift\":{\"amount\":12500}");
    voucher("STARY", "\"gift\":{\"amount\":1},\"expiration_date\":\"2026-05-04T09:00:00Z\"");
  }

  @Test
  void aGoodValidationIsAnsweredFieldByField() throws IOException {
    Answer answer =
        caller.post(
            "/v1/validations",
            "{%s,\"order\":{\"amount\":5000},\"customer\":{\"source_id\":\"k\"}}".formatted(BOTH));
    assertThat(answer.status()).isEqualTo(200);
    String rest = "\"metadata\":{},\"customer_id\":null,\"referrer_id\":null,\"object\":\"order\"";
    assertLike(
        answer.body(),
        """
        {"valid":true,"redeemables":[
          {"status":"APPLICABLE","id":"MINUS10","object":"voucher",
           "order":{"amount":5000,"discount_amount":1000,"total_discount_amount":1000,
            "total_amount":4000,"applied_discount_amount":1000,
            "total_applied_discount_amount":1000,REST},
           "applicable_to":NONE,"inapplicable_to":NONE,"result":{"discount":
            {"type":"AMOUNT","amount_off":1000,"effect":"APPLY_TO_ORDER"}},"metadata":{"a":1}},
          {"status":"APPLICABLE","id":"KARTA-7","object":"voucher",
           "order":{"amount":5000,"discount_amount":1500,"total_discount_amount":1500,
            "total_amount":3500,"applied_discount_amount":500,
            "total_applied_discount_amount":500,REST},
           "applicable_to":NONE,"inapplicable_to":NONE,"result":{"gift":{"credits":500}},
           "metadata":{}}],
         "order":{"amount":5000,"discount_amount":1500,"total_discount_amount":1500,
          "total_amount":3500,"applied_discount_amount":1500,
          "total_applied_discount_amount":1500,REST},
         "tracking_id":"~track_.+","stacking_rules":RULES}
        """
            .replace("REST", rest)
            .replace("NONE", NO_ITEMS)
            .replace("RULES", RULES));
    assertThat(caller.get("/v1/customers/k").status()).isEqualTo(404);
    assertThat(balance()).isEqualTo(12500);
  }

  @Test
  void oneFailureFailsAllAndThoseAfterItAreNotTried() throws IOException {
    Answer answer = caller.post("/v1/validations", asking("MINUS10", "STARY", "NIC"));
    assertThat(answer.status()).isEqualTo(200);
    String failed =
        """
        {"status":"INAPPLICABLE","id":"STARY","object":"voucher","result":{"error":{"code":400,
          "key":"voucher_expired","message":"voucher expired","details":"STARY",
          "request_id":"~v-[0-9a-f]{18}"},
         "details":{"key":"voucher_expired","message":"voucher expired"}}}
        """;
    String skipped =
        """
        {"status":"SKIPPED","id":"NIC","object":"voucher","result":{"details":
         {"key":"preceding_validation_failed","message":"preceding validation failed"}}}
        """;
    assertThat(answer.text("/redeemables/0/status")).isEqualTo("APPLICABLE");
    assertLike(answer.body().at("/redeemables/1"), failed);
    assertLike(answer.body().at("/redeemables/2"), skipped);
    assertLike(answer.body().at("/inapplicable_redeemables"), "[" + failed + "]");
    assertLike(answer.body().at("/skipped_redeemables"), "[" + skipped + "]");
    assertThat(answer.body().fieldNames())
        .toIterable()
        .containsExactlyInAnyOrder(
            "valid",
            "redeemables",
            "inapplicable_redeemables",
            "skipped_redeemables",
            "stacking_rules");
    assertThat(answer.body().at("/valid").booleanValue()).isFalse();
  }

  @Test
  void anUnknownVoucherOrAMissingAmountFailsTheStackOnly() {
    Answer unknown = caller.post("/v1/validations", asking("NIC"));
    assertThat(unknown.status()).isEqualTo(200);
    JsonNode error = unknown.body().at("/redeemables/0/result/error");
    assertThat(error.at("/key").asText()).isEqualTo("not_found");
    assertThat(error.at("/resource_id").asText()).isEqualTo("NIC");
    assertThat(error.at("/resource_type").asText()).isEqualTo("voucher");
    Answer missing =
        caller.post(
            "/v1/validations", "{\"redeemables\":[{\"object\":\"voucher\",\"id\":\"KARTA-7\"}]}");
    assertThat(missing.text("/redeemables/0/result/details/key")).isEqualTo("missing_amount");
    assertKey(caller.post("/v1/redemptions", asking("NIC")), 404, "not_found");
    assertKey(
        caller.post(
            "/v1/redemptions", "{\"redeemables\":[{\"object\":\"voucher\",\"id\":\"KARTA-7\"}]}"),
        400,
        "missing_amount");
    assertThat(caller.get("/v1/redemptions").number("/total")).isZero();
  }

  @Test
  void aboveFiveApplicableTheRestAreSkippedAndTheRequestSucceeds() {
    for (int i = 1; i <= 7; i++) {
      voucher("A" + i, "\"discount\":{\"type\":\"AMOUNT\",\"amount_off\":1}");
    }
    String seven = asking("A1", "A2", "A3", "A4", "A5", "A6", "A7");
    Answer verdict = caller.post("/v1/validations", seven);
    assertThat(verdict.body().at("/valid").booleanValue()).isTrue();
    assertThat(verdict.number("/order/total_amount")).isEqualTo(4995);
    assertThat(verdict.body().at("/skipped_redeemables"))
        .extracting(s -> s.at("/id").asText() + s.at("/result/details/key").asText())
        .containsExactly(
            "A6applicable_redeemables_limit_exceeded", "A7applicable_redeemables_limit_exceeded");
    Answer redeemed = caller.post("/v1/redemptions", seven);
    assertThat(redeemed.body().at("/redemptions").size()).isEqualTo(5);
    assertThat(redeemed.body().at("/skipped_redeemables").size()).isEqualTo(2);
    assertThat(redeemedQuantity("A5")).isEqualTo(1);
    assertThat(redeemedQuantity("A6")).isZero();
  }

  @Test
  void aCategoryIsUsedOnceAndNoCategoryAnyNumberOfTimes() {
    voucher("L1", "\"gift\":{\"amount\":10},\"category\":\"letnie\"");
    voucher("L2", "\"gift\":{\"amount\":10},\"category\":\"letnie\"");
    voucher("Z1", "\"gift\":{\"amount\":10},\"category\":\"zimowe\"");
    Answer verdict = caller.post("/v1/validations", asking("L1", "L2", "Z1", "MINUS10"));
    assertThat(verdict.body().at("/redeemables"))
        .extracting(r -> r.at("/status").asText())
        .containsExactly("APPLICABLE", "SKIPPED", "APPLICABLE", "APPLICABLE");
    assertThat(verdict.text("/redeemables/1/result/details/key"))
        .isEqualTo("applicable_redeemables_per_category_limit_exceeded");
    Answer one = caller.post("/v1/redemptions", asking("L1", "L2"));
    assertThat(one.status()).isEqualTo(200);
    assertThat(one.body().at("/redemptions").size()).isEqualTo(1);
    assertThat(one.body().has("parent_redemption")).isFalse();
  }

  @Test
  void aStackIsRedeemedFieldByField() throws IOException {
    Answer answer =
        caller.post(
            "/v1/redemptions",
            """
            {%s,"customer":{"source_id":"k-501"},"order":{"amount":5000},"metadata":{"kasa":"2"}}
            """
                .formatted(BOTH));
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body().fieldNames())
        .toIterable()
        .containsExactlyInAnyOrder(
            "redemptions",
            "parent_redemption",
            "order",
            "inapplicable_redeemables",
            "skipped_redeemables");
    String parent = answer.text("/parent_redemption/id");
    JsonNode order = answer.body().at("/order");
    assertLike(
        answer.body().at("/parent_redemption"),
        """
        {"id":"~r_[0-9A-Za-z]{24}","object":"redemption","date":"2026-05-04T09:00:00.120Z",
         "customer_id":"%s","tracking_id":"~track_.+","metadata":{"kasa":"2"},"result":"SUCCESS",
         "status":"SUCCEEDED","order":%s,"channel":{"channel_id":"acme","channel_type":"API"},
         "customer":%s,"related_object_type":"redemption","related_object_id":"%s"}
        """
            .formatted(
                answer.text("/redemptions/0/customer_id"),
                order,
                answer.body().at("/redemptions/0/customer"),
                parent));
    assertLike(
        order.at("/redemptions"),
        """
        {"%s":{"date":"2026-05-04T09:00:00.120Z","related_object_type":"redemption",
         "related_object_id":"%s","stacked":["%s","%s"]}}
        """
            .formatted(
                parent,
                parent,
                answer.text("/redemptions/0/id"),
                answer.text("/redemptions/1/id")));
    assertThat(order.at("/total_discount_amount").asLong()).isEqualTo(1500);
    assertThat(order.at("/applied_discount_amount").asLong()).isEqualTo(1500);
    assertThat(order.at("/status").asText()).isEqualTo("PAID");
    assertThat(caller.get("/v1/orders/" + order.at("/id").asText()).body()).isEqualTo(order);
    assertChild(answer.body().at("/redemptions/0"), parent, 1000, 4000);
    assertChild(answer.body().at("/redemptions/1"), parent, 500, 3500);
    assertThat(answer.body().at("/redemptions/0").has("amount")).isFalse();
    assertThat(answer.number("/redemptions/1/amount")).isEqualTo(500);
    assertThat(answer.number("/redemptions/1/voucher/gift/balance")).isEqualTo(12000);
    assertThat(caller.get("/v1/redemptions/" + parent).body())
        .isEqualTo(answer.body().at("/parent_redemption"));
    assertThat(caller.get("/v1/redemptions").number("/total")).isEqualTo(3);
  }

  private static void assertChild(JsonNode child, String parent, long share, long left) {
    assertThat(child.at("/redemption").asText()).isEqualTo(parent);
    assertThat(child.at("/status").asText()).isEqualTo("SUCCEEDED");
    assertThat(child.at("/related_object_type").asText()).isEqualTo("voucher");
    assertThat(child.at("/order/applied_discount_amount").asLong()).isEqualTo(share);
    assertThat(child.at("/order/total_amount").asLong()).isEqualTo(left);
  }

  @Test
  void oneRedeemableHasNoParent() {
    Answer answer = caller.post("/v1/redemptions", asking("MINUS10"));
    assertThat(answer.body().at("/redemptions").size()).isEqualTo(1);
    assertThat(answer.body().has("parent_redemption")).isFalse();
    assertThat(answer.body().at("/redemptions/0").has("redemption")).isFalse();
    assertThat(answer.text("/order/redemptions/" + answer.text("/redemptions/0/id") + "/date"))
        .isNotEmpty();
  }

  @Test
  void aRefusedStackChangesNothingButTheHistoryOfTheVoucherThatFailed() {
    Answer answer =
        caller.post(
            "/v1/redemptions",
            """
            {"redeemables":[{"object":"voucher","id":"MINUS10"},
              {"object":"voucher","id":"KARTA-7","gift":{"credits":12501}},
              {"object":"voucher","id":"STARY"}],
             "customer":{"source_id":"new"},"order":{"source_id":"o","amount":50000}}
            """);
    assertKey(answer, 400, "gift_amount_exceeded");
    assertThat(answer.text("/details")).isEqualTo("KARTA-7");
    assertThat(answer.text("/resource_type")).isEqualTo("redemption");
    Answer note = caller.get("/v1/redemptions/" + answer.text("/resource_id"));
    assertThat(note.text("/failure_code")).isEqualTo("gift_amount_exceeded");
    assertThat(note.text("/voucher/code")).isEqualTo("KARTA-7");
    assertThat(caller.get("/v1/redemptions").number("/total")).isEqualTo(1);
    assertThat(redeemedQuantity("MINUS10")).isZero();
    assertThat(balance()).isEqualTo(12500);
    assertThat(caller.get("/v1/customers/new").status()).isEqualTo(404);
    assertThat(caller.get("/v1/orders/o").status()).isEqualTo(404);
  }

  @Test
  void theSameVoucherTwiceIsRefusedHoweverItIsNamed() {
    String id = caller.get("/v1/vouchers/MINUS10").text("/id");
    for (String path : List.of("/v1/validations", "/v1/redemptions")) {
      assertKey(caller.post(path, asking("MINUS10", "MINUS10")), 400, "duplicated_redeemables");
      assertKey(caller.post(path, asking("MINUS10", id)), 400, "duplicated_redeemables");
    }
    assertThat(redeemedQuantity("MINUS10")).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"redeemables\":[]}",
        "{\"redeemables\":{}}",
        "{\"redeemables\":[1]}",
        "{\"redeemables\":[{\"id\":\"MINUS10\"}]}",
        "{\"redeemables\":[{\"object\":\"voucher\"}]}",
        "{\"redeemables\":[{\"object\":\"voucher\",\"id\":\"\"}]}",
        "{\"redeemables\":[{\"object\":\"promotion_tier\",\"id\":\"promo_1\"}]}",
        "{\"redeemables\":[{\"object\":\"promotion_stack\",\"id\":\"stack_1\"}]}",
        "{\"redeemables\":[{\"object\":\"voucher\",\"id\":\"A\",\"gift\":{\"credits\":-1}}]}",
      })
  void whatIsNoListOfVouchersIsRefused(String body) {
    for (String path : List.of("/v1/validations", "/v1/redemptions")) {
      assertKey(caller.post(path, body), 400, "invalid_payload");
    }
  }

  @Test
  void thirtyRedeemablesAreTriedAndOneMoreIsRefused() {
    String[] codes = IntStream.rangeClosed(1, 31).mapToObj(i -> "N" + i).toArray(String[]::new);
    assertKey(caller.post("/v1/validations", asking(codes)), 400, "invalid_payload");
    Answer answer = caller.post("/v1/validations", asking(List.of(codes).subList(1, 31)));
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body().at("/skipped_redeemables").size()).isEqualTo(29);
  }

  @Test
  void aStackIsRolledBackAtOnceAndOnce() throws IOException {
    Answer redeemed =
        caller.post("/v1/redemptions", "{%s,\"order\":{\"amount\":5000}}".formatted(BOTH));
    String parent = redeemed.text("/parent_redemption/id");
    caller.advance(Duration.ofDays(1));
    Answer back = caller.post("/v1/redemptions/" + parent + "/rollbacks?reason=zwrot", "");
    assertThat(back.status()).isEqualTo(200);
    assertThat(back.body().at("/rollbacks"))
        .extracting(r -> r.at("/redemption").asText(), r -> r.at("/result").asText())
        .containsExactly(
            tuple(redeemed.text("/redemptions/0/id"), "SUCCESS"),
            tuple(redeemed.text("/redemptions/1/id"), "SUCCESS"));
    assertThat(back.number("/rollbacks/1/amount")).isEqualTo(-500);
    assertThat(back.number("/rollbacks/1/voucher/gift/balance")).isEqualTo(12500);
    assertThat(back.text("/parent_rollback/redemption")).isEqualTo(parent);
    assertThat(back.text("/parent_rollback/reason")).isEqualTo("zwrot");
    assertThat(back.text("/parent_rollback/related_object_type")).isEqualTo("redemption");
    assertThat(back.text("/order/status")).isEqualTo("CANCELED");
    assertThat(back.number("/order/total_amount")).isEqualTo(5000);
    assertLike(
        back.body().at("/order/redemptions/" + parent),
        """
        {"date":"2026-05-04T09:00:00.120Z","related_object_type":"redemption",
         "related_object_id":"%s","stacked":["%s","%s"],"rollback_id":"%s",
         "rollback_date":"2026-05-05T09:00:00.120Z","rollback_stacked":["%s","%s"]}
        """
            .formatted(
                parent,
                redeemed.text("/redemptions/0/id"),
                redeemed.text("/redemptions/1/id"),
                back.text("/parent_rollback/id"),
                back.text("/rollbacks/0/id"),
                back.text("/rollbacks/1/id")));
    assertThat(redeemedQuantity("MINUS10")).isZero();
    Answer again = caller.post("/v1/redemptions/" + parent + "/rollbacks", "");
    assertKey(again, 400, "already_rolled_back");
    assertThat(again.text("/resource_type")).isEqualTo("redemption_rollback");
    assertThat(again.text("/resource_id")).matches("rrf_[0-9A-Za-z]{24}");
    assertThat(redeemedQuantity("MINUS10")).isZero();
  }

  @Test
  void eachRollbackTakesOnlyWhatItIsFor() {
    Answer redeemed =
        caller.post("/v1/redemptions", "{%s,\"order\":{\"amount\":5000}}".formatted(BOTH));
    String parent = "/v1/redemptions/" + redeemed.text("/parent_redemption/id");
    String child = "/v1/redemptions/" + redeemed.text("/redemptions/0/id");
    assertKey(caller.post(parent + "/rollback", ""), 400, "invalid_redemption");
    assertKey(caller.post(child + "/rollback", ""), 400, "invalid_redemption_parent");
    assertKey(caller.post(child + "/rollbacks", ""), 400, "invalid_redemption_parent");
    assertKey(caller.post("/v1/redemptions/r_none/rollbacks", ""), 404, "not_found");
    assertThat(redeemedQuantity("MINUS10")).isEqualTo(1);
    String alone =
        caller.post("/v1/vouchers/MINUS10/redemption", "{\"order\":{\"amount\":50}}").text("/id");
    Answer back = caller.post("/v1/redemptions/" + alone + "/rollbacks", "");
    assertThat(back.status()).isEqualTo(200);
    assertThat(back.body().at("/rollbacks").size()).isEqualTo(1);
    assertThat(back.body().at("/rollbacks/0").has("status")).isFalse();
    assertThat(back.body().has("parent_rollback")).isFalse();
    assertThat(back.text("/order/status")).isEqualTo("CANCELED");
    assertKey(
        caller.post("/v1/redemptions/" + back.text("/rollbacks/0/id") + "/rollbacks", ""),
        400,
        "invalid_redemption");
  }

  @Test
  void discountsOfLinesAreStackedLineByLine() {
    voucher(
        "LINIE",
        "\"discount\":{\"type\":\"AMOUNT\",\"amount_off\":100,\"effect\":\"APPLY_TO_ITEMS\"}");
    String body =
        """
        {"redeemables":[{"object":"voucher","id":"LINIE"},{"object":"voucher","id":"MINUS10"}],
         "order":{"items":[{"price":2000},{"price":3000}]}}
        """;
    Answer verdict = caller.post("/v1/validations", body);
    assertThat(verdict.number("/redeemables/0/order/total_amount")).isEqualTo(4800);
    assertThat(verdict.number("/redeemables/1/order/total_amount")).isEqualTo(3800);
    Answer redeemed = caller.post("/v1/redemptions", body);
    for (String order : List.of("/order", "/redemptions/1/order")) {
      assertThat(redeemed.number(order + "/items_discount_amount")).isEqualTo(200);
      assertThat(redeemed.number(order + "/discount_amount")).isEqualTo(1000);
      assertThat(redeemed.number(order + "/total_amount")).isEqualTo(3800);
    }
    assertThat(redeemed.number("/redemptions/0/order/total_amount")).isEqualTo(4800);
    assertThat(redeemed.number("/order/total_applied_discount_amount")).isEqualTo(1200);
    assertThat(redeemed.number("/redemptions/1/order/total_applied_discount_amount"))
        .isEqualTo(1000);
    String parent = redeemed.text("/parent_redemption/id");
    Answer back = caller.post("/v1/redemptions/" + parent + "/rollbacks", "");
    assertThat(back.number("/order/total_amount")).isEqualTo(5000);
    assertThat(back.body().at("/order").has("items_discount_amount")).isFalse();
    assertThat(back.body().at("/order/items/0").has("discount_amount")).isFalse();
  }

  @Test
  void anotherTenantFindsNoneOfIt() {
    Answer redeemed = caller.post("/v1/redemptions", asking("MINUS10", "KARTA-7"));
    String parent = redeemed.text("/parent_redemption/id");
    assertThat(redeemed.status()).isEqualTo(200);
    assertKey(
        caller.post("bolt", "/v1/redemptions/" + parent + "/rollbacks", ""), 404, "not_found");
    assertKey(caller.post("bolt", "/v1/redemptions", asking("MINUS10")), 404, "not_found");
    assertThat(
            caller
                .post("bolt", "/v1/validations", asking("MINUS10"))
                .text("/redeemables/0/result/details/key"))
        .isEqualTo("not_found");
  }

  private void voucher(String code, String terms) {
    assertThat(caller.post("/v1/vouchers/" + code, "{" + terms + "}").status()).isEqualTo(200);
  }

  private long redeemedQuantity(String code) {
    return caller.get("/v1/vouchers/" + code).number("/redemption/redeemed_quantity");
  }

  private long balance() {
    return caller.get("/v1/vouchers/KARTA-7").number("/gift/balance");
  }

  private static String asking(String... codes) {
    return asking(List.of(codes));
  }

  private static String asking(List<String> codes) {
    return codes.stream()
        .map("{\"object\":\"voucher\",\"id\":\"%s\"}"::formatted)
        .collect(Collectors.joining(",", "{\"redeemables\":[", "],\"order\":{\"amount\":5000}}"));
  }

  private static void assertKey(Answer answer, int status, String key) {
    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(status);
    assertThat(answer.text("/key")).isEqualTo(key);
  }
}
