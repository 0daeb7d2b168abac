package io.voucherctl.server.voucher.api;

import static io.voucherctl.server.voucher.api.Like.assertLike;
import static org.assertj.core.api.Assertions.assertThat;

import io.voucherctl.server.voucher.api.Caller.Answer;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lists of redemptions and the history of a voucher, as the contract shows them. */
final class RedemptionListContractTest extends ContractTest {
  private final List<String> ids = new ArrayList<>();

  @BeforeEach
  void open() {
    caller.post("/v1/vouchers/A", "{\"gift\":{\"amount\":1000},\"redemption\":{\"quantity\":3}}");
    caller.post("/v1/vouchers/B", "{\"gift\":{\"amount\":1000}}");
    redeem("A", "k-1");
    redeem("B", "k-2");
    redeem("B", "k-1");
    caller.post("/v1/vouchers/A/redemption", "{\"gift\":{\"credits\":5000}}");
    ids.add(caller.post("/v1/redemptions/" + ids.getFirst() + "/rollback", "").text("/id"));
  }

  private void redeem(String code, String customer) {
    ids.add(
        caller
            .post(
                "/v1/vouchers/" + code + "/redemption",
                """
                {"gift":{"credits":1},"customer":{"source_id":"%s"},
                 "order":{"source_id":"o-%s","amount":50}}
                """
                    .formatted(customer, customer))
            .text("/id"));
    caller.advance(Duration.ofSeconds(1));
  }

  @Test
  void theListHasEverythingNewestFirstWithShortVouchers() throws IOException {
    Answer list = caller.get("/v1/redemptions");
    assertThat(list.text("/object")).isEqualTo("list");
    assertThat(list.text("/data_ref")).isEqualTo("redemptions");
    assertThat(list.number("/total")).isEqualTo(5);
    assertThat(list.body().at("/redemptions"))
        .extracting(r -> r.at("/object").asText() + " " + r.at("/result").asText())
        .containsExactly(
            "redemption_rollback SUCCESS",
            "redemption FAILURE",
            "redemption SUCCESS",
            "redemption SUCCESS",
            "redemption SUCCESS");
    assertLike(
        list.body().at("/redemptions/0/voucher"),
        """
        {"id":"~v_.+","code":"A","campaign":null,"campaign_id":null,"object":"voucher"}
        """);
    assertThat(list.body().at("/redemptions/0").has("status")).isFalse();
    assertThat(list.text("/redemptions/4/status")).isEqualTo("ROLLED_BACK");
    assertThat(list.text("/redemptions/2/customer/source_id")).isEqualTo("k-1");
    Answer one = caller.get("/v1/redemptions/" + ids.get(2));
    assertThat(list.body().at("/redemptions/2/order")).isEqualTo(one.body().at("/order"));
  }

  @Test
  void eachConditionNarrowsIt() {
    assertThat(listed("result=FAILURE")).hasSize(1);
    assertThat(listed("result=SUCCESS")).hasSize(4);
    assertThat(listed("result=SUCCESS&result=FAILURE")).hasSize(5);
    assertThat(listed("result[]=FAILURE")).hasSize(1);
    assertThat(listed("customer=k-2")).containsExactly(ids.get(1));
    String customer = caller.get("/v1/customers/k-1").text("/id");
    List<String> ofCustomer = List.of(ids.get(3), ids.get(2), ids.get(0));
    assertThat(listed("customer=k-1")).isEqualTo(ofCustomer);
    assertThat(listed("customer=" + customer)).isEqualTo(ofCustomer);
    assertThat(listed("customer=nobody")).isEmpty();
    assertThat(listed("campaign=none")).isEmpty();
    assertThat(listed("customer=k-1&result=FAILURE")).isEmpty();
    assertThat(listed("order=created_at").getFirst()).isEqualTo(ids.getFirst());
    assertThat(listed("created_at[before]=2026-05-04T09:00:01.120Z"))
        .containsExactly(ids.getFirst());
    assertThat(listed("created_at[after]=2026-05-04T09:00:01.120Z")).hasSize(3);
    assertThat(listed("filters[customer_id][conditions][$is]=" + customer)).isEqualTo(ofCustomer);
    assertThat(listed("filters[failure_code][conditions][$is][0]=gift_amount_exceeded")).hasSize(1);
  }

  @Test
  void aCustomerWhoIsGoneStillHasAHistory() {
    String customer = caller.get("/v1/customers/k-2").text("/id");
    caller.call("acme", "DELETE", "/v1/customers/k-2", new byte[0]);
    assertThat(listed("customer=" + customer)).containsExactly(ids.get(1));
    assertThat(listed("customer=k-2")).isEmpty();
  }

  @Test
  void pagesDoNotOverlapAndTheOneAfterTheLastIsEmpty() {
    List<String> paged = new ArrayList<>();
    for (int page = 1; page <= 4; page++) {
      paged.addAll(listed("limit=2&page=" + page));
    }
    assertThat(paged).isEqualTo(listed("limit=100"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "result=MAYBE",
        "limit=0",
        "limit=101",
        "page=0",
        "order=amount",
        "filters[nothing][conditions][$is]=1",
        "created_at[after]=yesterday",
      })
  void whatCannotBeAskedIsRefused(String query) {
    Answer answer = caller.get("/v1/redemptions?" + query);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.text("/key")).isEqualTo("invalid_query_params");
  }

  @Test
  void aVoucherTellsItsHistory() throws IOException {
    Answer history = caller.get("/v1/vouchers/A/redemption");
    assertThat(history.body().at("/redemption_entries"))
        .extracting(r -> r.at("/object").asText() + " " + r.at("/result").asText())
        .containsExactly("redemption_rollback SUCCESS", "redemption FAILURE", "redemption SUCCESS");
    ((com.fasterxml.jackson.databind.node.ObjectNode) history.body()).remove("redemption_entries");
    assertLike(
        history.body(),
        """
        {"object":"list","data_ref":"redemption_entries","quantity":3,"redeemed_quantity":0,
         "redeemed_amount":0,"url":"/v1/vouchers/A/redemptions?page=1&limit=10","total":3}
        """);
    Answer page = caller.get("/v1/vouchers/A/redemptions?page=2&limit=2");
    assertThat(page.body().at("/redemption_entries").size()).isEqualTo(1);
    assertThat(page.number("/total")).isEqualTo(3);
    assertThat(caller.get("/v1/vouchers/NIC/redemption").status()).isEqualTo(404);
  }

  @Test
  void anotherTenantSeesNothing() {
    for (String path : List.of("/v1/redemptions", "/v1/redemptions?customer=k-1")) {
      Answer list = caller.call("bolt", "GET", path, new byte[0]);
      assertThat(list.number("/total")).isZero();
      assertThat(list.body().at("/redemptions").isEmpty()).isTrue();
    }
    assertThat(caller.call("bolt", "GET", "/v1/vouchers/A/redemption", new byte[0]).status())
        .isEqualTo(404);
  }

  private List<String> listed(String query) {
    Answer answer = caller.get("/v1/redemptions?" + query);
    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
    List<String> found = new ArrayList<>();
    answer.body().at("/redemptions").forEach(entry -> found.add(entry.at("/id").asText()));
    return found;
  }
}
