package io.voucherctl.server.voucher.api;

import static io.voucherctl.server.voucher.api.Like.assertLike;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.voucherctl.server.voucher.api.Caller.Answer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Changing, removing and listing customers and orders. */
final class BuyerChangesContractTest extends ContractTest {
  @Test
  void aPutChangesACustomerThatIsThereAndNotItsIds() {
    Answer made = caller.post("/v1/customers", "{\"source_id\":\"k\",\"name\":\"Maja\"}");
    caller.advance(Duration.ofMinutes(1));
    Answer changed =
        call("PUT", "/v1/customers/k", "{\"id\":\"x\",\"source_id\":\"y\",\"phone\":\"+48 1\"}");
    assertThat(changed.text("/id")).isEqualTo(made.text("/id"));
    assertThat(changed.text("/source_id")).isEqualTo("k");
    assertThat(changed.text("/name")).isEqualTo("Maja");
    assertThat(changed.text("/phone")).isEqualTo("+48 1");
    assertThat(changed.text("/updated_at")).isEqualTo("2026-05-04T09:01:00.120Z");
    Answer missing = call("PUT", "/v1/customers/nobody", "{\"phone\":\"1\"}");
    assertThat(missing.status()).isEqualTo(404);
    assertThat(missing.text("/resource_type")).isEqualTo("customer");
  }

  @Test
  void aRemovedCustomerIsGoneAndTheirHistoryStays() {
    caller.post("/v1/vouchers/A", "{\"gift\":{\"amount\":100}}");
    Answer redeemed =
        caller.post(
            "/v1/vouchers/A/redemption",
            "{\"customer\":{\"source_id\":\"k\"},\"order\":{\"source_id\":\"z\",\"amount\":5}}");
    Answer removed = call("DELETE", "/v1/customers/k", "");
    assertThat(removed.status()).isEqualTo(204);
    assertThat(caller.get("/v1/customers/k").status()).isEqualTo(404);
    assertThat(call("DELETE", "/v1/customers/k", "").status()).isEqualTo(404);
    assertThat(caller.get("/v1/customers").number("/total")).isZero();
    assertThat(caller.get("/v1/redemptions/" + redeemed.text("/id")).text("/customer_id"))
        .isEqualTo(redeemed.text("/customer_id"));
    assertThat(caller.get("/v1/orders/z").status()).isEqualTo(200);
  }

  @Test
  void anErasureIsAnsweredFieldByField() throws IOException {
    String id = caller.post("/v1/customers", "{\"source_id\":\"k\"}").text("/id");
    Answer erased = caller.post("/v1/customers/k/permanent-deletion", "");
    assertThat(erased.status()).isEqualTo(200);
    assertLike(
        erased.body(),
        """
        {"id":"~del_[0-9A-Za-z]{24}","created_at":"2026-05-04T09:00:00.120Z",
         "related_object_id":"%s","related_object":"customer","status":"DONE",
         "data_json":{"events":0,"customer_events":0,"daily_events":0,"segments":0,"orders":0,
           "order_events":0,"customer":1},"object":"pernament_deletion"}
        """
            .formatted(id));
    assertThat(caller.post("/v1/customers/k/permanent-deletion", "").status()).isEqualTo(404);
  }

  @Test
  void customersAreListedNewestFirstPageByPage() {
    for (int i = 0; i < 25; i++) {
      caller.post("/v1/customers", "{\"source_id\":\"k%d\"}".formatted(i));
    }
    caller.post("bolt", "/v1/customers", "{\"source_id\":\"theirs\"}");
    Answer first = caller.get("/v1/customers");
    assertThat(first.text("/object")).isEqualTo("list");
    assertThat(first.text("/data_ref")).isEqualTo("customers");
    assertThat(first.number("/total")).isEqualTo(25);
    assertThat(first.body().at("/has_more").asBoolean()).isTrue();
    List<String> seen = new ArrayList<>();
    for (int page = 1; page <= 3; page++) {
      seen.addAll(sourceIds(caller.get("/v1/customers?limit=10&page=" + page)));
    }
    assertThat(seen).hasSize(25).startsWith("k24", "k23").endsWith("k0").doesNotHaveDuplicates();
    Answer past = caller.get("/v1/customers?page=4");
    assertThat(past.body().at("/customers")).isEmpty();
    assertThat(past.body().at("/has_more").asBoolean(true)).isFalse();
    assertThat(sourceIds(caller.get("/v1/customers?order=created_at&limit=1")))
        .containsExactly("k0");
  }

  @Test
  void customersAreFoundByMailNameCityAndTime() {
    caller.post("/v1/customers", "{\"source_id\":\"a\",\"email\":\"a@x\",\"name\":\"Ada\"}");
    caller.advance(Duration.ofSeconds(1));
    caller.post(
        "/v1/customers", "{\"source_id\":\"b\",\"name\":\"Bo\",\"address\":{\"city\":\"Łódź\"}}");
    caller.advance(Duration.ofSeconds(1));
    caller.post("/v1/customers", "{\"source_id\":\"c\",\"name\":\"Bo\"}");
    assertThat(sourceIds(caller.get("/v1/customers?email=a%40x"))).containsExactly("a");
    assertThat(sourceIds(caller.get("/v1/customers?name=Bo"))).containsExactly("c", "b");
    assertThat(sourceIds(caller.get("/v1/customers?city=%C5%81%C3%B3d%C5%BA")))
        .containsExactly("b");
    assertThat(caller.get("/v1/customers?name=Bo").number("/total")).isEqualTo(2);
    String middle = "2026-05-04T09:00:01.120Z";
    assertThat(sourceIds(caller.get("/v1/customers?starting_after=" + middle)))
        .containsExactly("a");
    assertThat(sourceIds(caller.get("/v1/customers?order=created_at&starting_after=" + middle)))
        .containsExactly("c");
  }

  @Test
  void aPageThatCannotBeIsRefused() {
    for (String query :
        List.of("limit=0", "limit=101", "limit=ten", "page=0", "order=name", "starting_after=x")) {
      Answer refused = caller.get("/v1/customers?" + query);
      assertThat(refused.status()).as(query).isEqualTo(400);
      assertThat(refused.text("/key")).as(query).isEqualTo("invalid_query_params");
    }
    assertThat(caller.get("/v1/orders?page=100").text("/key")).isEqualTo("page_over_limit");
    assertThat(caller.get("/v1/orders?page=99").status()).isEqualTo(200);
  }

  @Test
  void aPutChangesAnOrderThatIsThere() {
    Answer made = caller.post("/v1/orders", "{\"source_id\":\"z\",\"amount\":7000}");
    caller.advance(Duration.ofMinutes(1));
    Answer paid = call("PUT", "/v1/orders/z", "{\"status\":\"PAID\",\"id\":\"ord_x\"}");
    assertThat(paid.text("/id")).isEqualTo(made.text("/id"));
    assertThat(paid.text("/status")).isEqualTo("PAID");
    assertThat(paid.number("/amount")).isEqualTo(7000);
    assertThat(paid.text("/updated_at")).isEqualTo("2026-05-04T09:01:00.120Z");
    Answer moved =
        call(
            "PUT",
            "/v1/orders/" + made.text("/id"),
            "{\"amount\":5,\"customer\":{\"source_id\":\"k\"}}");
    assertThat(moved.number("/total_amount")).isEqualTo(5);
    assertThat(moved.text("/customer_id")).startsWith("cust_");
    assertThat(call("PUT", "/v1/orders/none", "{}").text("/resource_type")).isEqualTo("order");
    assertThat(call("PUT", "/v1/orders/z", "{\"status\":\"LOST\"}").text("/key"))
        .isEqualTo("invalid_payload");
  }

  @Test
  void ordersAreListedWithWhatWasRedeemed() {
    caller.post("/v1/vouchers/A", "{\"gift\":{\"amount\":100}}");
    caller.post("/v1/orders", "{\"source_id\":\"plain\",\"amount\":1}");
    String redemption =
        caller
            .post("/v1/vouchers/A/redemption", "{\"order\":{\"source_id\":\"used\",\"amount\":5}}")
            .text("/id");
    Answer list = caller.get("/v1/orders?limit=5");
    assertThat(list.text("/data_ref")).isEqualTo("orders");
    assertThat(list.number("/total")).isEqualTo(2);
    assertThat(list.text("/orders/0/source_id")).isEqualTo("used");
    assertThat(list.body().at("/orders/0/redemptions").has(redemption)).isTrue();
    assertThat(list.body().at("/orders/1").has("redemptions")).isFalse();
    assertThat(list.body().at("/orders/0")).isEqualTo(caller.get("/v1/orders/used").body());
    assertThat(caller.call("bolt", "GET", "/v1/orders", new byte[0]).number("/total")).isZero();
  }

  private Answer call(String method, String target, String body) {
    return caller.call("acme", method, target, body.getBytes(StandardCharsets.UTF_8));
  }

  private static List<String> sourceIds(Answer list) {
    List<String> ids = new ArrayList<>();
    for (JsonNode customer : list.body().at("/customers")) {
      ids.add(customer.at("/source_id").asText());
    }
    return ids;
  }
}
