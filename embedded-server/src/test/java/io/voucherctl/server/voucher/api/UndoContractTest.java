package io.voucherctl.server.voucher.api;

import static io.voucherctl.server.voucher.api.Like.assertLike;
import static org.assertj.core.api.Assertions.assertThat;

import io.voucherctl.server.voucher.api.Caller.Answer;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rolling back and publishing, as the contract shows it. */
final class UndoContractTest extends ContractTest {
  @BeforeEach
  void open() {
    caller.post(
        "/v1/vouchers/LATO-15",
        """
        {"discount":{"type":"PERCENT","percent_off":15,"amount_limit":4000},
         "redemption":{"quantity":100},"metadata":{"kanal":"app"}}
        """);
  }

  @Test
  void aRollbackIsAnsweredFieldByField() throws IOException {
    Answer redeemed =
        caller.post(
            "/v1/vouchers/LATO-15/redemption?tracking_id=k-501", "{\"order\":{\"amount\":10000}}");
    assertThat(redeemed.text("/customer/source_id")).isEqualTo("k-501");
    caller.advance(Duration.ofDays(1));
    Answer back =
        caller.post(
            "/v1/redemptions/" + redeemed.text("/id") + "/rollback?reason=zwrot",
            "{\"customer\":{\"source_id\":\"k-501\"}}");
    assertThat(back.status()).isEqualTo(200);
    assertLike(
        back.body(),
        """
        {"id":"~rr_[0-9A-Za-z]{24}","object":"redemption_rollback",
         "date":"2026-05-05T09:00:00.120Z","customer_id":"CUSTOMER","tracking_id":"~track_.+",
         "metadata":null,"redemption":"REDEMPTION","reason":"zwrot","result":"SUCCESS",
         "order":{"id":"ORDER","source_id":null,"created_at":"2026-05-04T09:00:00.120Z",
          "updated_at":"2026-05-05T09:00:00.120Z","status":"CANCELED","amount":10000,
          "total_amount":10000,"metadata":{},
          "customer":{"id":"CUSTOMER","object":"customer"},"customer_id":"CUSTOMER",
          "referrer_id":null,"redemptions":{"REDEMPTION":{"date":"2026-05-04T09:00:00.120Z",
           "related_object_type":"voucher","related_object_id":"VOUCHER_ID",
           "rollback_id":"ROLLBACK","rollback_date":"2026-05-05T09:00:00.120Z"}},
          "object":"order"},
         "channel":{"channel_id":"acme","channel_type":"API"},"customer":%s,
         "related_object_type":"voucher","related_object_id":"VOUCHER_ID","voucher":%s}
        """
            .formatted(redeemed.body().get("customer"), caller.get("/v1/vouchers/LATO-15").body())
            .replace("CUSTOMER", redeemed.text("/customer_id"))
            .replace("REDEMPTION", redeemed.text("/id"))
            .replace("ORDER\"", redeemed.text("/order/id") + "\"")
            .replace("VOUCHER_ID", redeemed.text("/voucher/id"))
            .replace("ROLLBACK", back.text("/id")));
    assertThat(back.number("/voucher/redemption/redeemed_quantity")).isZero();
    assertThat(caller.get("/v1/redemptions/" + back.text("/id"))).isEqualTo(back);
    assertThat(caller.get("/v1/redemptions/" + redeemed.text("/id")).text("/status"))
        .isEqualTo("ROLLED_BACK");
  }

  @Test
  void aRollbackThatDoesNotFitIsRefused() {
    String redeemed =
        caller
            .post(
                "/v1/vouchers/LATO-15/redemption",
                """
                {"customer":{"source_id":"k-501"},"order":{"source_id":"zam-1","amount":10000}}
                """)
            .text("/id");
    caller.post("/v1/customers", "{\"source_id\":\"other\"}");
    caller.post("/v1/orders", "{\"source_id\":\"zam-2\"}");
    String rollback = "/v1/redemptions/" + redeemed + "/rollback";
    assertKey(caller.post("/v1/redemptions/r_none/rollback", ""), 404, "not_found");
    assertKey(caller.post(rollback + "?tracking_id=nobody", ""), 404, "not_found");
    assertKey(caller.post(rollback + "?tracking_id=other", ""), 400, "invalid_customer");
    assertKey(caller.post(rollback, "{\"order\":{\"source_id\":\"zam-2\"}}"), 400, "invalid_order");
    assertKey(caller.post(rollback, "{\"order\":{\"id\":\"ord_x\"}}"), 404, "not_found");
    String done = caller.post(rollback, "{\"order\":{\"source_id\":\"zam-1\"}}").text("/id");
    assertKey(caller.post("/v1/redemptions/" + done + "/rollback", ""), 400, "invalid_redemption");
    Answer again = caller.post(rollback, "");
    assertKey(again, 400, "already_rolled_back");
    assertThat(again.text("/resource_type")).isEqualTo("redemption_rollback");
    assertThat(again.text("/resource_id")).matches("rrf_[0-9A-Za-z]{24}");
  }

  @Test
  void aPublicationIsAnsweredFieldByField() throws IOException {
    Answer answer =
        caller.post(
            "/v1/publications",
            """
            {"voucher":"LATO-15","customer":{"source_id":"k-501","name":"Maja"},
             "source_id":"wysylka-77","metadata":{"fala":1}}
            """);
    assertThat(answer.status()).isEqualTo(200);
    assertLike(
        answer.body(),
        """
        {"id":"~pub_[0-9A-Za-z]{32}","object":"publication",
         "created_at":"2026-05-04T09:00:00.120Z","customer_id":"CUSTOMER","tracking_id":"k-501",
         "metadata":{"fala":1},"channel":"API","source_id":"wysylka-77","result":"SUCCESS",
         "customer":{"id":"CUSTOMER","name":"Maja","email":null,"source_id":"k-501",
          "metadata":{},"object":"customer"},
         "vouchers_id":["%s"],"voucher":%s}
        """
            .formatted(answer.text("/voucher/id"), caller.get("/v1/vouchers/LATO-15").body())
            .replace("CUSTOMER", answer.text("/customer_id")));
    assertThat(answer.text("/voucher/holder_id")).isEqualTo(answer.text("/customer_id"));
    assertThat(answer.number("/voucher/publish/count")).isEqualTo(1);
  }

  @Test
  void aPublicationThatDoesNotFitIsRefusedAndChangesNothing() {
    caller.post("/v1/vouchers/RAZ", "{\"gift\":{\"amount\":1},\"redemption\":{\"quantity\":1}}");
    String raz = "{\"voucher\":\"RAZ\",\"customer\":{\"source_id\":\"%s\"},\"source_id\":\"%s\"}";
    assertThat(caller.post("/v1/vouchers/publish", raz.formatted("a", "s-1")).status())
        .isEqualTo(200);
    Answer twice = caller.post("/v1/publications", raz.formatted("b", "s-1"));
    assertKey(twice, 400, "duplicate_source_id");
    assertThat(twice.text("/details"))
        .isEqualTo("Publication with source_id: 's-1' already exists");
    assertKey(
        caller.post("/v1/publications", raz.formatted("b", "s-2")),
        400,
        "voucher_already_published");
    assertThat(caller.get("/v1/customers/b").status()).isEqualTo(404);
    assertKey(
        caller.post("/v1/publications", "{\"customer\":{\"name\":\"x\"}}"),
        400,
        "missing_vouchers");
    assertKey(
        caller.post("/v1/publications", "{\"campaign\":\"Maj\",\"customer\":{\"name\":\"x\"}}"),
        404,
        "not_found");
    assertKey(caller.post("/v1/publications", "{\"voucher\":\"RAZ\"}"), 400, "invalid_payload");
    assertKey(
        caller.post("/v1/publications", "{\"voucher\":\"NIC\",\"customer\":{\"name\":\"x\"}}"),
        404,
        "not_found");
  }

  private static void assertKey(Answer answer, int status, String key) {
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.text("/key")).isEqualTo(key);
  }
}
