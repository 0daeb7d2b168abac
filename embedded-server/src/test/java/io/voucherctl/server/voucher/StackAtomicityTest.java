package io.voucherctl.server.voucher;

import static org.assertj.core.api.Assertions.assertThat;

import io.voucherctl.server.voucher.api.Caller;
import io.voucherctl.server.voucher.api.Caller.Answer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Many callers of stacks and sessions at once, on a real file. */
@Timeout(60)
final class StackAtomicityTest {
  private static final String VOUCHER =
      "{\"discount\":{\"type\":\"AMOUNT\",\"amount_off\":1},\"redemption\":{\"quantity\":%d}}";
  private static final String STACK =
      """
      {"redeemables":[{"object":"voucher","id":"%s"},{"object":"voucher","id":"%s"}],
       "order":{"amount":100}}
      """;

  @TempDir Path directory;
  private Caller caller;

  @BeforeEach
  void open() throws IOException {
    caller = Caller.onFile(directory);
  }

  @AfterEach
  void close() {
    caller.close();
  }

  @Test
  void crossingStacksNeitherWaitForEachOtherNorOverspend() throws Exception {
    caller.post("/v1/vouchers/A", VOUCHER.formatted(7));
    caller.post("/v1/vouchers/B", VOUCHER.formatted(11));
    AtomicInteger number = new AtomicInteger();
    List<Answer> answers =
        caller.together(
            60,
            () ->
                caller.post(
                    "/v1/redemptions",
                    number.incrementAndGet() % 2 == 0
                        ? STACK.formatted("A", "B")
                        : STACK.formatted("B", "A")));
    assertThat(answers).filteredOn(a -> a.status() == 200).hasSize(7);
    assertThat(answers)
        .filteredOn(a -> a.status() != 200)
        .allMatch(a -> a.text("/key").equals("quantity_exceeded"));
    assertThat(redeemed("A")).isEqualTo(7);
    assertThat(redeemed("B")).isEqualTo(7);
    assertThat(caller.get("/v1/redemptions?result=SUCCESS").number("/total")).isEqualTo(21);
    assertThat(caller.get("/v1/redemptions?result=FAILURE").number("/total")).isEqualTo(53);
  }

  @Test
  void aGiftInAStackIsNeverOverdrawn() throws Exception {
    caller.post("/v1/vouchers/A", "{\"gift\":{\"amount\":1000}}");
    caller.post("/v1/vouchers/B", VOUCHER.formatted(100));
    String body =
        """
        {"redeemables":[{"object":"voucher","id":"B"},
         {"object":"voucher","id":"A","gift":{"credits":300}}],"order":{"amount":5000}}
        """;
    List<Answer> answers = caller.together(20, () -> caller.post("/v1/redemptions", body));
    assertThat(answers).filteredOn(a -> a.status() == 200).hasSize(3);
    assertThat(caller.get("/v1/vouchers/A").number("/gift/balance")).isEqualTo(100);
    assertThat(redeemed("B")).isEqualTo(3);
  }

  @Test
  void oneOfTenRollbacksOfAParentSucceeds() throws Exception {
    caller.post("/v1/vouchers/A", VOUCHER.formatted(5));
    caller.post("/v1/vouchers/B", VOUCHER.formatted(5));
    caller.post("/v1/redemptions", STACK.formatted("A", "B"));
    String parent =
        caller.post("/v1/redemptions", STACK.formatted("B", "A")).text("/parent_redemption/id");
    List<Answer> answers =
        caller.together(10, () -> caller.post("/v1/redemptions/" + parent + "/rollbacks", ""));
    assertThat(answers).filteredOn(a -> a.status() == 200).hasSize(1);
    assertThat(answers)
        .filteredOn(a -> a.status() != 200)
        .allMatch(a -> a.text("/key").equals("already_rolled_back"));
    assertThat(redeemed("A")).isEqualTo(1);
    assertThat(redeemed("B")).isEqualTo(1);
  }

  @Test
  void oneOfTenSessionsGetsTheLastUseAndOnlyItRedeems() throws Exception {
    caller.post("/v1/vouchers/A", VOUCHER.formatted(1));
    List<Answer> answers =
        caller.together(
            10, () -> caller.post("/v1/vouchers/A/validate", "{\"session\":{\"type\":\"LOCK\"}}"));
    List<Answer> holders =
        answers.stream().filter(a -> a.body().at("/valid").booleanValue()).toList();
    assertThat(holders).hasSize(1);
    assertThat(answers)
        .filteredOn(a -> !a.body().at("/valid").booleanValue())
        .allMatch(a -> a.text("/error/key").equals("quantity_exceeded"));
    String key = holders.getFirst().text("/session/key");
    AtomicInteger number = new AtomicInteger();
    List<Answer> redeemed =
        caller.together(
            10,
            () ->
                caller.post(
                    "/v1/vouchers/A/redemption",
                    number.incrementAndGet() == 5
                        ? "{\"session\":{\"key\":\"%s\"}}".formatted(key)
                        : "{}"));
    assertThat(redeemed).filteredOn(a -> a.status() == 200).hasSize(1);
    assertThat(redeemed)
        .filteredOn(a -> a.status() != 200)
        .allMatch(a -> a.text("/key").equals("quantity_exceeded"));
    assertThat(redeemed("A")).isEqualTo(1);
  }

  private long redeemed(String code) {
    return caller.get("/v1/vouchers/" + code).number("/redemption/redeemed_quantity");
  }
}
