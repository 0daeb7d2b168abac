package io.voucherctl.server.voucher.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.voucherctl.server.voucher.api.Caller.Reply;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Many requests with one key at once, and bulk calls with one. */
final class IdempotencyRaceTest extends ContractTest {
  private static final String REPLAYED = "idempotent-replayed";
  private static final String REDEEM = "/v1/vouchers/KARTA/redemption";
  private static final String TEN = "{\"gift\":{\"credits\":10}}";

  @BeforeEach
  void open() {
    caller.post("/v1/vouchers/KARTA", "{\"gift\":{\"amount\":1000}}");
    caller.post(
        "/v1/campaigns",
        """
        {"name":"Maj","vouchers_count":1,"voucher":{"discount":{"type":"AMOUNT","amount_off":5}}}
        """);
  }

  @Test
  void atOnceOneIsCarriedOutAndAllGetItsAnswer() throws Exception {
    assertOneAnswer(caller.together(20, () -> keyed("k", "POST", REDEEM, TEN)));
    assertThat(caller.get("/v1/vouchers/KARTA").number("/gift/balance")).isEqualTo(990);
    String publish = "{\"campaign\":\"Maj\",\"customer\":{\"source_id\":\"k\"}}";
    assertOneAnswer(caller.together(20, () -> keyed("p", "POST", "/v1/publications", publish)));
    assertThat(caller.get("/v1/publications").number("/total")).isEqualTo(1);
  }

  @ParameterizedTest
  @MethodSource("bulk")
  void bulkCallsAtOnceAreOneToo(String target, String body) throws Exception {
    List<Reply> replies = caller.together(20, () -> keyed("k", "POST", target, body));
    Reply one = assertOneAnswer(replies);
    assertThat(one.status()).isBetween(200, 202);
    assertThat(caller.get("/v1/vouchers").number("/total")).isEqualTo(2 + 450);
    assertReplayed(keyed("k", "POST", target, body), one);
    assertThat(caller.get("/v1/async-actions").number("/total")).isLessThan(2);
  }

  static List<Arguments> bulk() {
    String codes =
        IntStream.range(0, 450)
            .mapToObj("{\"code\":\"I-%d\",\"gift\":{\"amount\":5}}"::formatted)
            .collect(Collectors.joining(",", "[", "]"));
    String campaign =
        "{\"name\":\"Wiele\",\"vouchers_count\":450,\"voucher\":{\"gift\":{\"amount\":5}}}";
    return List.of(
        Arguments.of("/v1/vouchers/import", codes),
        Arguments.of("/v1/campaigns/Maj/import", codes),
        Arguments.of("/v1/campaigns/Maj/vouchers?vouchers_count=450", "{}"),
        Arguments.of("/v1/campaigns", campaign));
  }

  @Test
  void aBulkCallIsReplayedWhenWhatItWasAboutIsGone() {
    String codes = "[{\"code\":\"MAJ-1\"}]";
    Reply first = keyed("k", "POST", "/v1/campaigns/Maj/import", codes);
    Reply gone = keyed("d", "DELETE", "/v1/campaigns/Maj", "");
    assertThat(gone.status()).isEqualTo(202);
    assertReplayed(keyed("k", "POST", "/v1/campaigns/Maj/import", codes), first);
    assertReplayed(keyed("d", "DELETE", "/v1/campaigns/Maj", ""), gone);
    assertThat(caller.get("/v1/vouchers/MAJ-1").status()).isEqualTo(404);
  }

  private static Reply assertOneAnswer(List<Reply> replies) {
    List<Reply> carriedOut =
        replies.stream().filter(reply -> !reply.headers().containsKey(REPLAYED)).toList();
    assertThat(carriedOut).hasSize(1);
    assertThat(replies).extracting(Reply::text).containsOnly(carriedOut.getFirst().text());
    assertThat(replies).extracting(Reply::status).containsOnly(carriedOut.getFirst().status());
    return carriedOut.getFirst();
  }

  private static void assertReplayed(Reply again, Reply first) {
    assertThat(again.headers())
        .containsEntry(REPLAYED, "true")
        .containsAllEntriesOf(first.headers());
    assertThat(again.status()).isEqualTo(first.status());
    assertThat(again.text()).isEqualTo(first.text());
  }

  private Reply keyed(String key, String method, String target, String body) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    return caller.send("acme", method, target, bytes, Map.of("idempotency-key", key));
  }
}
