package io.voucherctl.server.voucher.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.voucherctl.server.voucher.api.Caller;
import io.voucherctl.server.voucher.api.Caller.Answer;
import io.voucherctl.server.voucher.proof.Operation.Done;
import io.voucherctl.server.voucher.proof.Operation.Outcome;
import io.voucherctl.server.voucher.proof.Operation.Refused;
import io.voucherctl.server.voucher.proof.Operation.State;
import io.voucherctl.server.voucher.store.TestStores;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Redemptions and rollbacks at once: whatever each caller was told, one history explains it. */
@Timeout(60)
final class ConcurrentHistoryTest {
  private static final int CALLERS = 16;
  private static final int TURNS = 40;

  @TempDir Path directory;

  private record Redeemed(String name, String id) {}

  @Test
  void aHistoryExplainsEveryUseOfALimitedVoucher() throws Exception {
    assertExplained(
        "{\"discount\":{\"type\":\"AMOUNT\",\"amount_off\":1},\"redemption\":{\"quantity\":9}}",
        9L,
        0);
  }

  @Test
  void aHistoryExplainsEveryUseOfAGift() throws Exception {
    assertExplained("{\"gift\":{\"amount\":500}}", null, 500);
  }

  private void assertExplained(String voucher, Long quantity, long balance) throws Exception {
    try (Caller caller = Caller.onFile(directory)) {
      assertThat(caller.post("/v1/vouchers/A", voucher).status()).isEqualTo(200);
      ConcurrentLinkedQueue<Redeemed> redeemed = new ConcurrentLinkedQueue<>();
      List<Operation> asked = new ArrayList<>();
      List<Callable<List<Operation>>> callers = new ArrayList<>();
      for (int i = 0; i < CALLERS; i++) {
        int number = i;
        callers.add(() -> turns(caller, number, balance > 0, redeemed));
      }
      try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
        for (Future<List<Operation>> operations : threads.invokeAll(callers)) {
          asked.addAll(operations.get());
        }
      }
      assertThat(asked)
          .extracting(Operation::outcome)
          .hasAtLeastOneElementOfType(Done.class)
          .hasAtLeastOneElementOfType(Refused.class);
      State end = state(caller.get("/v1/vouchers/A"), "");
      assertThat(History.contradictions(quantity, new State(0, balance), asked, stored(), end))
          .isEmpty();
    }
  }

  /** Redeems, and now and then rolls back what anybody has redeemed, be it done already or not. */
  private static List<Operation> turns(
      Caller caller, int number, boolean gift, ConcurrentLinkedQueue<Redeemed> redeemed) {
    Random random = new Random(number);
    List<Operation> operations = new ArrayList<>();
    for (int turn = 0; turn < TURNS; turn++) {
      String name = number + "-" + turn;
      Redeemed one = random.nextInt(3) == 0 ? redeemed.peek() : null;
      operations.add(
          one == null
              ? redeem(caller, name, gift ? 1 + random.nextInt(100) : 0, redeemed)
              : rollback(caller, name, one));
      if (one != null && random.nextBoolean()) {
        redeemed.remove(one);
      }
    }
    return operations;
  }

  private static Operation redeem(
      Caller caller, String name, long credits, ConcurrentLinkedQueue<Redeemed> redeemed) {
    String body =
        "{\"metadata\":{\"attempt\":\"%s\"}%s}"
            .formatted(name, credits > 0 ? ",\"gift\":{\"credits\":" + credits + "}" : "");
    long start = System.nanoTime();
    Answer answer = caller.post("/v1/vouchers/A/redemption", body);
    long end = System.nanoTime();
    if (answer.status() == 200) {
      redeemed.add(new Redeemed(name, answer.text("/id")));
    }
    return Operation.redemption(name, credits, start, end, outcome(answer));
  }

  private static Operation rollback(Caller caller, String name, Redeemed one) {
    String body = "{\"metadata\":{\"attempt\":\"%s\"}}".formatted(name);
    long start = System.nanoTime();
    Answer answer = caller.post("/v1/redemptions/" + one.id() + "/rollback", body);
    return Operation.rollback(name, one.name(), start, System.nanoTime(), outcome(answer));
  }

  private static Outcome outcome(Answer answer) {
    return answer.status() == 200
        ? new Done(state(answer, "/voucher"))
        : new Refused(answer.text("/key"));
  }

  private static State state(Answer answer, String voucher) {
    return new State(
        answer.number(voucher + "/redemption/redeemed_quantity"),
        answer.body().at(voucher + "/gift/balance").asLong());
  }

  private List<String> stored() throws Exception {
    List<String> names = new ArrayList<>();
    try (Connection connection = TestStores.connect(directory);
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT metadata FROM redemption WHERE failure_code IS NULL ORDER BY seq")) {
      while (rows.next()) {
        names.add(Caller.json(rows.getString(1)).at("/attempt").asText());
      }
    }
    return names;
  }
}
