package io.voucherctl.server.voucher.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.voucherctl.server.voucher.api.Caller.Reply;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Requests that are sent again with their {@code Idempotency-Key}. */
final class IdempotencyContractTest extends ContractTest {
  private static final String REPLAYED = "idempotent-replayed";
  private static final String REDEEM = "/v1/vouchers/KARTA/redemption";
  private static final String TEN = "{\"gift\":{\"credits\":10}}";

  @BeforeEach
  void open() {
    caller.post("/v1/vouchers/KARTA", "{\"gift\":{\"amount\":1000}}");
    caller.post(
        "/v1/vouchers/RAZ",
        """
        {"discount":{"type":"AMOUNT","amount_off":100},"redemption":{"quantity":1}}
        """);
    caller.post(
        "/v1/campaigns",
        """
        {"name":"Maj","vouchers_count":1,"voucher":{"discount":{"type":"AMOUNT","amount_off":5}}}
        """);
    caller.post("/v1/customers", "{\"source_id\":\"k-501\"}");
    caller.post("/v1/orders", "{\"source_id\":\"zam-9\",\"amount\":100}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "200 | POST | /v1/vouchers | {'gift':{'amount':5}}",
        "200 | POST | /v1/vouchers/NOWY | {'gift':{'amount':5}}",
        "200 | PUT | /v1/vouchers/KARTA | {'metadata':{'a':1}}",
        "200 | POST | /v1/vouchers/KARTA/disable |",
        "200 | POST | /v1/vouchers/KARTA/balance | {'amount':5}",
        "200 | POST | /v1/vouchers/KARTA/validate | {'session':{},'gift':{'credits':5}}",
        "200 | POST | /v1/vouchers/KARTA/redemption | {'gift':{'credits':5}}",
        "400 | POST | /v1/vouchers/KARTA/redemption | {'gift':{'credits':5000}}",
        "200 | POST | /v1/validations |"
            + " {'redeemables':[{'object':'voucher','id':'RAZ'}],'session':{}}",
        "200 | POST | /v1/redemptions | {'redeemables':[{'object':'voucher','id':'RAZ'}]}",
        "200 | POST | /v1/publications | {'campaign':'Maj','customer':{'source_id':'k-501'}}",
        "200 | GET | /v1/publications/create?voucher=RAZ&customer[source_id]=k-501 |",
        "200 | POST | /v1/customers | {'name':'Maja'}",
        "200 | PUT | /v1/customers/k-501 | {'name':'Maja'}",
        "200 | POST | /v1/customers/k-501/permanent-deletion |",
        "200 | POST | /v1/orders | {'amount':5}",
        "200 | PUT | /v1/orders/zam-9 | {'amount':5}",
        "200 | POST | /v1/campaigns |"
            + " {'name':'Lato','vouchers_count':3,'voucher':{'gift':{'amount':5}}}",
        "200 | PUT | /v1/campaigns/Maj | {'description':'x'}",
        "200 | POST | /v1/campaigns/Maj/disable |",
        "200 | POST | /v1/campaigns/Maj/vouchers | {}",
        "202 | POST | /v1/campaigns/Maj/vouchers?vouchers_count=3 | {}",
        "200 | POST | /v1/campaigns/Maj/vouchers/MAJ-1 | {}",
        "202 | POST | /v1/campaigns/Maj/import | [{'code':'MAJ-2'}]",
        "202 | POST | /v1/vouchers/import | [{'code':'I-1','gift':{'amount':5}}]",
        "202 | DELETE | /v1/campaigns/Maj |",
        "200 | POST | /client/v1/redeem?code=RAZ |",
        "200 | POST | /client/v1/publish?campaign=Maj | {'customer':{'source_id':'k-501'}}",
        "200 | GET | /client/v1/validate?code=RAZ&session_type=LOCK |",
      })
  void sentAgainItGetsTheSameAnswerAndChangesNothing(
      int status, String method, String target, String body) {
    String sent = body == null ? "" : body.replace('\'', '"');
    Reply first = keyed("k-1", method, target, sent);
    assertThat(first.status()).isEqualTo(status);
    assertThat(first.headers()).doesNotContainKey(REPLAYED);
    List<Caller.Answer> before = state();
    caller.advance(Duration.ofHours(1));
    assertReplayed(keyed("k-1", method, target, sent), first);
    assertThat(state()).isEqualTo(before);
  }

  private List<Caller.Answer> state() {
    return List.of(
        caller.get("/v1/vouchers?limit=100"),
        caller.get("/v1/redemptions?limit=100"),
        caller.get("/v1/publications?limit=100"),
        caller.get("/v1/customers?limit=100"),
        caller.get("/v1/orders?limit=100"),
        caller.get("/v1/campaigns?limit=100"),
        caller.get("/v1/async-actions?limit=100"));
  }

  @Test
  void deletingIsReplayedWithoutABody() {
    for (String target : List.of("/v1/vouchers/KARTA", "/v1/customers/k-501")) {
      Reply first = keyed(target, "DELETE", target, "");
      assertThat(first.status()).isEqualTo(204);
      assertThat(keyed("other", "DELETE", target, "").status()).isEqualTo(404);
      Reply again = keyed(target, "DELETE", target, "");
      assertReplayed(again, first);
      assertThat(again.text()).isEmpty();
    }
    caller.post("/v1/vouchers/RAZ/validate", "{\"session\":{\"key\":\"s\"}}");
    Reply released = keyed("s", "DELETE", "/v1/vouchers/RAZ/sessions/s", "");
    assertReplayed(keyed("s", "DELETE", "/v1/vouchers/RAZ/sessions/s", ""), released);
  }

  @Test
  void rollbacksAreReplayed() {
    String id = caller.post(REDEEM, TEN).text("/id");
    Reply first = keyed("k", "POST", "/v1/redemptions/" + id + "/rollback?reason=x", "");
    assertThat(first.status()).isEqualTo(200);
    assertReplayed(keyed("k", "POST", "/v1/redemptions/" + id + "/rollback?reason=x", ""), first);
    assertThat(keyed("l", "POST", "/v1/redemptions/" + id + "/rollback?reason=x", "").text())
        .contains("already_rolled_back");
    String other = caller.post(REDEEM, TEN).text("/id");
    Reply all = keyed("m", "POST", "/v1/redemptions/" + other + "/rollbacks", "");
    assertReplayed(keyed("m", "POST", "/v1/redemptions/" + other + "/rollbacks", ""), all);
    assertThat(balance()).isEqualTo(1000);
  }

  @ParameterizedTest
  @CsvSource({
    "POST, /v1/vouchers/KARTA/redemption, 11",
    "POST, /v1/vouchers/KARTA/redemption?tracking_id=k, 10",
    "POST, /v1/vouchers/KARTA/redemption/, 10",
    "POST, /client/v1/redeem?code=KARTA, 10",
  })
  void anotherRequestUnderTheKeyIsRefused(String method, String target, int credits) {
    Reply first = keyed("k", "POST", REDEEM, TEN);
    Reply other = keyed("k", method, target, "{\"gift\":{\"credits\":%d}}".formatted(credits));
    assertThat(other.status()).isEqualTo(422);
    assertThat(other.headers()).doesNotContainKey(REPLAYED);
    assertThat(other.text()).contains("\"code\":422", "\"key\":\"idempotency_key_reused\"");
    assertThat(balance()).isEqualTo(990);
    assertReplayed(keyed("k", "POST", REDEEM, TEN), first);
  }

  @Test
  void whatWasRefusedWithoutATraceIsTriedAnew() {
    String target = "/v1/vouchers/PO/redemption";
    Reply refused = keyed("k", "POST", target, TEN);
    assertThat(refused.status()).isEqualTo(404);
    Reply again = keyed("k", "POST", target, TEN);
    assertThat(again.status()).isEqualTo(404);
    assertThat(again.headers()).doesNotContainKey(REPLAYED);
    assertThat(keyed("k", "POST", "/v1/customers", "{").status()).isEqualTo(400);
    caller.post("/v1/vouchers/PO", "{\"gift\":{\"amount\":1000}}");
    Reply done = keyed("k", "POST", target, TEN);
    assertThat(done.status()).isEqualTo(200);
    assertReplayed(keyed("k", "POST", target, TEN), done);
  }

  @Test
  void aFailureThatWasNotedIsReplayed() {
    String body = "{\"gift\":{\"credits\":1001}}";
    Reply failed = keyed("k", "POST", REDEEM, body);
    assertThat(failed.text()).contains("gift_amount_exceeded", "\"rf_");
    caller.post("/v1/vouchers/KARTA/balance", "{\"amount\":1000}");
    assertReplayed(keyed("k", "POST", REDEEM, body), failed);
    assertThat(caller.get("/v1/redemptions").number("/total")).isEqualTo(1);
    assertThat(keyed("l", "POST", REDEEM, body).status()).isEqualTo(200);
  }

  @Test
  void aKeyMeansSomethingToOneTenantOnly() {
    caller.post("bolt", "/v1/vouchers/KARTA", "{\"gift\":{\"amount\":50}}");
    Reply acme = keyed("k", "POST", REDEEM, TEN);
    Reply bolt = send("bolt", "k", "POST", REDEEM, TEN);
    assertThat(bolt.status()).isEqualTo(200);
    assertThat(bolt.headers()).doesNotContainKey(REPLAYED);
    assertThat(bolt.text()).isNotEqualTo(acme.text());
    assertReplayed(send("bolt", "k", "POST", REDEEM, TEN), bolt);
    assertThat(send("bolt", "k", "POST", REDEEM, "{}").status()).isEqualTo(422);
  }

  @Test
  void afterADayAKeyIsForgotten() {
    Reply first = keyed("k", "POST", REDEEM, TEN);
    caller.advance(Duration.ofDays(1));
    assertReplayed(keyed("k", "POST", REDEEM, TEN), first);
    caller.advance(Duration.ofMillis(1));
    Reply second = keyed("k", "POST", REDEEM, TEN);
    assertThat(second.headers()).doesNotContainKey(REPLAYED);
    assertThat(second.text()).isNotEqualTo(first.text());
    assertThat(balance()).isEqualTo(980);
    assertReplayed(keyed("k", "POST", REDEEM, TEN), second);
  }

  @Test
  void whatIsNoKeyIsRefused() {
    for (String key : List.of("", " ", "\t", "x".repeat(256), "a\ud800")) {
      for (String target : List.of(REDEEM, "/v1/vouchers/import")) {
        Reply refused = keyed(key, "POST", target, target.equals(REDEEM) ? TEN : "[]");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text()).contains("invalid_payload", "Idempotency-Key");
      }
    }
    assertThat(balance()).isEqualTo(1000);
    Reply longest = keyed("ż".repeat(255), "POST", REDEEM, TEN);
    assertThat(longest.status()).isEqualTo(200);
    assertReplayed(keyed("ż".repeat(255), "POST", REDEEM, TEN), longest);
  }

  private static void assertReplayed(Reply again, Reply first) {
    assertThat(again.headers())
        .containsEntry(REPLAYED, "true")
        .containsAllEntriesOf(first.headers());
    assertThat(again.status()).isEqualTo(first.status());
    assertThat(again.text()).isEqualTo(first.text());
  }

  private long balance() {
    return caller.get("/v1/vouchers/KARTA").number("/gift/balance");
  }

  private Reply keyed(String key, String method, String target, String body) {
    return send("acme", key, method, target, body);
  }

  private Reply send(String tenant, String key, String method, String target, String body) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    return caller.send(tenant, method, target, bytes, Map.of("idempotency-key", key));
  }
}
