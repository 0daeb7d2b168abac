package io.voucherctl.server.voucher;

import static org.assertj.core.api.Assertions.assertThat;

import io.voucherctl.server.voucher.api.Caller;
import io.voucherctl.server.voucher.api.Caller.Answer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Many callers at once, on a real file. */
@Timeout(60)
final class AtomicityTest {
  @TempDir Path directory;

  @Test
  void aVoucherIsRedeemedExactlyAsOftenAsItMayAndNothingIsLost() throws Exception {
    List<String> acknowledged = new ArrayList<>();
    try (Caller caller = open()) {
      caller.post(
          "/v1/vouchers/A",
          """
          {"discount":{"type":"AMOUNT","amount_off":1},"redemption":{"quantity":37}}
          """);
      AtomicInteger number = new AtomicInteger();
      for (Answer answer :
          caller.together(
              200,
              () ->
                  caller.post(
                      "/v1/vouchers/A/redemption",
                      "{\"customer\":{\"source_id\":\"k-%d\"},\"order\":{\"amount\":100}}"
                          .formatted(number.incrementAndGet() % 5)))) {
        if (answer.status() == 200) {
          acknowledged.add(answer.text("/id"));
        } else {
          assertThat(answer.text("/key")).isEqualTo("quantity_exceeded");
        }
      }
      assertThat(acknowledged).hasSize(37);
    }
    try (Caller reopened = open()) {
      assertThat(reopened.get("/v1/vouchers/A").number("/redemption/redeemed_quantity"))
          .isEqualTo(37);
      for (String id : acknowledged) {
        assertThat(reopened.get("/v1/redemptions/" + id).text("/result")).isEqualTo("SUCCESS");
      }
    }
  }

  @Test
  void aGiftIsNeverOverdrawn() throws Exception {
    try (Caller caller = open()) {
      caller.post("/v1/vouchers/G", "{\"gift\":{\"amount\":1000}}");
      List<Answer> answers =
          caller.together(
              50, () -> caller.post("/v1/vouchers/G/redemption", "{\"gift\":{\"credits\":300}}"));
      assertThat(answers).filteredOn(a -> a.status() == 200).hasSize(3);
      assertThat(answers)
          .filteredOn(a -> a.status() != 200)
          .allMatch(a -> a.text("/key").equals("gift_amount_exceeded"));
      assertThat(caller.get("/v1/vouchers/G").number("/gift/balance")).isEqualTo(100);
    }
  }

  @Test
  void oneOfTenRollbacksSucceeds() throws Exception {
    try (Caller caller = open()) {
      caller.post("/v1/vouchers/G", "{\"gift\":{\"amount\":1000}}");
      String id =
          caller.post("/v1/vouchers/G/redemption", "{\"gift\":{\"credits\":300}}").text("/id");
      List<Answer> answers =
          caller.together(10, () -> caller.post("/v1/redemptions/" + id + "/rollback", ""));
      assertThat(answers).filteredOn(a -> a.status() == 200).hasSize(1);
      assertThat(answers)
          .filteredOn(a -> a.status() != 200)
          .allMatch(a -> a.text("/key").equals("already_rolled_back"));
      Answer voucher = caller.get("/v1/vouchers/G");
      assertThat(voucher.number("/gift/balance")).isEqualTo(1000);
      assertThat(voucher.number("/redemption/redeemed_quantity")).isZero();
    }
  }

  @Test
  void parallelUpsertsMakeOneCustomerAndOneOrder() throws Exception {
    try (Caller caller = open()) {
      AtomicInteger number = new AtomicInteger();
      List<Answer> answers =
          caller.together(
              50,
              () ->
                  caller.post(
                      "/v1/orders",
                      """
                      {"source_id":"z","amount":5,
                       "customer":{"source_id":"k","metadata":{"m%d":1}}}
                      """
                          .formatted(number.incrementAndGet())));
      Set<String> ids = new HashSet<>();
      answers.forEach(answer -> ids.add(answer.text("/id") + answer.text("/customer_id")));
      assertThat(ids).hasSize(1);
      assertThat(caller.get("/v1/customers/k").body().at("/metadata").size()).isEqualTo(50);
    }
  }

  @Test
  void aCodeIsMadeOnceAndAPublicationToo() throws Exception {
    try (Caller caller = open()) {
      List<Answer> made =
          caller.together(
              20,
              () ->
                  caller.post(
                      "/v1/vouchers/A",
                      "{\"gift\":{\"amount\":1},\"redemption\":{\"quantity\":2}}"));
      assertThat(made).extracting(Answer::status).containsOnlyOnce(200);
      assertThat(made).filteredOn(a -> a.status() == 409).hasSize(19);
      AtomicInteger number = new AtomicInteger();
      List<Answer> published =
          caller.together(
              20,
              () ->
                  caller.post(
                      "/v1/publications",
                      "{\"voucher\":\"A\",\"customer\":{\"source_id\":\"k-%d\"}}"
                          .formatted(number.incrementAndGet())));
      assertThat(published).filteredOn(a -> a.status() == 200).hasSize(2);
      assertThat(published)
          .filteredOn(a -> a.status() != 200)
          .allMatch(a -> a.text("/key").equals("voucher_already_published"));
    }
  }

  @Test
  void tenantsSeeNothingOfEachOther() throws Exception {
    try (Caller caller = open()) {
      String body = "{\"gift\":{\"amount\":1000}}";
      String id = caller.post("acme", "/v1/vouchers/A", body).text("/id");
      assertThat(caller.post("bolt", "/v1/vouchers/A", body).text("/id")).isNotEqualTo(id);
      Answer redeemed =
          caller.post(
              "/v1/vouchers/A/redemption",
              """
              {"customer":{"source_id":"k"},"order":{"source_id":"z","amount":10}}
              """);
      List<String> mine =
          List.of(
              "/v1/vouchers/" + id,
              "/v1/redemptions/" + redeemed.text("/id"),
              "/v1/customers/k",
              "/v1/customers/" + redeemed.text("/customer_id"),
              "/v1/orders/z",
              "/v1/orders/" + redeemed.text("/order/id"));
      for (String path : mine) {
        assertThat(caller.get(path).status()).as(path).isEqualTo(200);
        assertThat(caller.call("bolt", "GET", path, new byte[0]).status()).as(path).isEqualTo(404);
      }
      assertThat(
              caller
                  .post("bolt", "/v1/redemptions/" + redeemed.text("/id") + "/rollback", "")
                  .status())
          .isEqualTo(404);
      assertThat(caller.post("bolt", "/v1/vouchers/" + id + "/redemption", "").status())
          .isEqualTo(404);
      assertThat(
              caller
                  .post(
                      "bolt",
                      "/v1/vouchers/A/validate",
                      "{\"order\":{\"source_id\":\"z\",\"amount\":7}}")
                  .number("/order/amount"))
          .isEqualTo(7);
    }
  }

  private Caller open() throws IOException {
    return Caller.onFile(directory);
  }
}
