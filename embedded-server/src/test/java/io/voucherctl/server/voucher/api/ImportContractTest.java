package io.voucherctl.server.voucher.api;

import static io.voucherctl.server.voucher.api.Like.assertLike;
import static org.assertj.core.api.Assertions.assertThat;

import io.voucherctl.server.voucher.api.Caller.Answer;
import java.io.IOException;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is reported of imports. */
final class ImportContractTest extends ContractTest {
  private static final String IMPORT = "/v1/vouchers/import";

  private static String array(int from, int to) {
    return IntStream.range(from, to)
        .mapToObj("{\"code\":\"I-%d\",\"gift\":{\"amount\":5}}"::formatted)
        .collect(Collectors.joining(",", "[", "]"));
  }

  private Answer imported(String body) {
    Answer answer = caller.post(IMPORT, body);
    assertThat(answer.status()).isEqualTo(202);
    return caller.get("/v1/async-actions/" + answer.text("/async_action_id"));
  }

  @Test
  void anImportIsReportedFieldByField() throws IOException {
    caller.post("/v1/vouchers/I-1", "{\"gift\":{\"amount\":7}}");
    Answer action =
        imported(array(0, 3).replace("]", ",{\"code\":\"I-0\",\"gift\":{\"amount\":1}}]"));
    assertThat(action.status()).isEqualTo(200);
    assertLike(
        action.body(),
        """
        {"id":"~aa_[0-9a-f]{18}","type":"VOUCHERS_IMPORT","status":"DONE",
         "operation_status":"SUCCESS",
         "result":{"total":4,"done_count":2,"failed_count":2,"duplicates":["I-1","I-0"]},
         "created_at":"2026-05-04T09:00:00.120Z","updated_at":"2026-05-04T09:00:00.120Z",
         "object":"async_action"}
        """);
    assertThat(caller.get("/v1/vouchers/I-1").number("/gift/amount")).isEqualTo(7);
    assertThat(caller.get("/v1/vouchers/I-0").number("/gift/amount")).isEqualTo(5);
  }

  @Test
  void onlyTheFirstHundredDuplicatesAreNamed() {
    assertThat(imported(array(0, 450)).number("/result/done_count")).isEqualTo(450);
    Answer action = imported(array(0, 501));
    assertThat(action.number("/result/total")).isEqualTo(501);
    assertThat(action.number("/result/done_count")).isEqualTo(51);
    assertThat(action.number("/result/failed_count")).isEqualTo(450);
    assertThat(action.body().at("/result/duplicates")).hasSize(100);
    assertThat(action.text("/result/duplicates/99")).isEqualTo("I-99");
    assertThat(caller.get("/v1/vouchers").number("/total")).isEqualTo(501);
  }

  @Test
  void anEmptyImportIsDoneToo() {
    Answer action = imported("[]");
    assertThat(action.text("/status")).isEqualTo("DONE");
    assertThat(action.number("/result/total")).isZero();
  }

  @Test
  void aRefusedImportLeavesNoAction() {
    assertThat(caller.post(IMPORT, "[{}]").status()).isEqualTo(400);
    assertThat(caller.get("/v1/async-actions").number("/total")).isZero();
  }

  @Test
  void actionsAreListedNewestFirstAndForgottenAfterAMonth() {
    Answer first = imported("[]");
    caller.advance(Duration.ofDays(1));
    Answer second = imported("[]");
    Answer list = caller.get("/v1/async-actions?limit=1");
    assertThat(list.text("/data_ref")).isEqualTo("async_actions");
    assertThat(list.number("/total")).isEqualTo(2);
    assertThat(list.body().at("/async_actions/0")).isEqualTo(second.body());
    assertThat(caller.get("/v1/async-actions?limit=1&page=2").body().at("/async_actions/0"))
        .isEqualTo(first.body());
    caller.advance(Duration.ofDays(30));
    imported("[]");
    assertThat(caller.get("/v1/async-actions").number("/total")).isEqualTo(2);
    Answer forgotten = caller.get("/v1/async-actions/" + first.text("/id"));
    assertThat(forgotten.status()).isEqualTo(404);
    assertThat(forgotten.text("/resource_type")).isEqualTo("async_action");
  }

  @Test
  void anotherTenantDoesNotSeeTheAction() {
    Answer action = imported(array(0, 2));
    String target = "/v1/async-actions/" + action.text("/id");
    assertThat(caller.call("umbrella", "GET", target, new byte[0]).status()).isEqualTo(404);
    Answer list = caller.call("umbrella", "GET", "/v1/async-actions", new byte[0]);
    assertThat(list.number("/total")).isZero();
    assertThat(caller.post("umbrella", IMPORT, array(0, 2)).status()).isEqualTo(202);
    assertThat(caller.call("umbrella", "GET", "/v1/vouchers", new byte[0]).number("/total"))
        .isEqualTo(2);
  }
}
