package io.voucherctl.server.voucher.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.voucherctl.server.voucher.api.Caller;
import io.voucherctl.server.voucher.api.Caller.Answer;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Two replicas of the API on one database, called in turn by many at once. */
@Timeout(60)
final class PostgresReplicasTest {
  private final AtomicInteger calls = new AtomicInteger();
  private Caller one;
  private Caller other;

  @BeforeEach
  void open() throws IOException {
    StoreAddress.Postgres address = TestPostgres.empty();
    one = Caller.on(address);
    other = Caller.on(address);
  }

  @AfterEach
  void close() {
    one.close();
    other.close();
  }

  @Test
  void aVoucherIsRedeemedExactlyAsOftenAsItMay() throws Exception {
    one.post(
        "/v1/vouchers/A",
        "{\"discount\":{\"type\":\"AMOUNT\",\"amount_off\":1},\"redemption\":{\"quantity\":37}}");
    List<Answer> answers =
        together(
            200,
            n ->
                call(
                    "/v1/vouchers/A/redemption",
                    "{\"customer\":{\"source_id\":\"k-%d\"},\"order\":{\"amount\":100}}"
                        .formatted(n % 5)));
    assertThat(answers).filteredOn(a -> a.status() == 200).hasSize(37);
    assertThat(answers)
        .filteredOn(a -> a.status() != 200)
        .allMatch(a -> a.text("/key").equals("quantity_exceeded"));
    for (Answer answer : answers) {
      if (answer.status() == 200) {
        assertThat(other.get("/v1/redemptions/" + answer.text("/id")).status()).isEqualTo(200);
      }
    }
    assertThat(other.get("/v1/vouchers/A").number("/redemption/redeemed_quantity")).isEqualTo(37);
  }

  @Test
  void aGiftIsNeverOverdrawnAndIsGivenBackOnce() throws Exception {
    one.post("/v1/vouchers/G", "{\"gift\":{\"amount\":1000}}");
    List<Answer> answers =
        together(50, _ -> call("/v1/vouchers/G/redemption", "{\"gift\":{\"credits\":300}}"));
    List<Answer> redeemed = answers.stream().filter(a -> a.status() == 200).toList();
    assertThat(redeemed).hasSize(3);
    assertThat(other.get("/v1/vouchers/G").number("/gift/balance")).isEqualTo(100);

    String rollback = "/v1/redemptions/" + redeemed.getFirst().text("/id") + "/rollback";
    List<Answer> rollbacks = together(10, _ -> call(rollback, ""));
    assertThat(rollbacks).filteredOn(a -> a.status() == 200).hasSize(1);
    assertThat(rollbacks)
        .filteredOn(a -> a.status() != 200)
        .allMatch(a -> a.text("/key").equals("already_rolled_back"));
    assertThat(one.get("/v1/vouchers/G").number("/gift/balance")).isEqualTo(400);
  }

  @Test
  void parallelUpsertsMakeOneCustomerAndOneOrder() throws Exception {
    List<Answer> answers =
        together(
            50,
            n ->
                call(
                    "/v1/orders",
                    """
                    {"source_id":"z","amount":5,
                     "customer":{"source_id":"k","metadata":{"m%d":1}}}
                    """
                        .formatted(n)));
    Set<String> ids = new HashSet<>();
    answers.forEach(answer -> ids.add(answer.text("/id") + answer.text("/customer_id")));
    assertThat(ids).hasSize(1);
    assertThat(one.get("/v1/customers/k").body().at("/metadata").size()).isEqualTo(50);
  }

  @Test
  void aCodeIsMadeOnce() throws Exception {
    List<Answer> made = together(20, _ -> call("/v1/vouchers/A", "{\"gift\":{\"amount\":1}}"));
    assertThat(made).filteredOn(a -> a.status() == 200).hasSize(1);
    assertThat(made).filteredOn(a -> a.status() == 409).hasSize(19);
  }

  private List<Answer> together(int times, Function<Integer, Answer> call) throws Exception {
    AtomicInteger number = new AtomicInteger();
    return one.together(times, () -> call.apply(number.incrementAndGet()));
  }

  private Answer call(String target, String body) {
    return (calls.incrementAndGet() % 2 == 0 ? one : other).post(target, body);
  }
}
