package io.voucherctl.server.voucher.proof;

import io.voucherctl.server.voucher.proof.Api.Answer;
import io.voucherctl.server.voucher.proof.Api.Door;
import io.voucherctl.server.voucher.proof.Operation.Done;
import io.voucherctl.server.voucher.proof.Operation.Outcome;
import io.voucherctl.server.voucher.proof.Operation.Refused;
import io.voucherctl.server.voucher.proof.Operation.State;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * 64 redeemers, half of them at each of two gateways, want more than there is; then ten want the
 * same redemption undone. Everything that they were told must fit the server's own history.
 *
 * <p>Arguments: launcher, working directory, attempts, quantity, then arguments of {@code serve}.
 */
public final class Redeemers {
  private static final int REDEEMERS = 64;
  private static final int ROLLBACKS = 10;
  private static final int PAGE = 100;
  private static final String CODE = "WANTED";

  private final List<Door> gateways;
  private final int attempts;
  private final long quantity;
  private final AtomicInteger next = new AtomicInteger();
  private final List<Operation> asked = Collections.synchronizedList(new ArrayList<>());

  private Redeemers(List<Door> gateways, int attempts, long quantity) {
    this.gateways = gateways;
    this.attempts = attempts;
    this.quantity = quantity;
  }

  /** Ends with 1 when the counts are not exact, or the history does not explain them. */
  public static void main(String[] arguments) throws Exception {
    List<String> more = List.of(arguments).subList(4, arguments.length);
    int attempts = Integer.parseInt(arguments[2]);
    long quantity = Long.parseLong(arguments[3]);
    boolean right;
    try (Region region = Region.start(arguments[0], Path.of(arguments[1]), 2, more, Map.of())) {
      right = new Redeemers(region.gateways(), attempts, quantity).run();
    }
    System.exit(right ? 0 : 1);
  }

  private boolean run() throws Exception {
    try (Api api = gateways.getFirst().open()) {
      api.post(
              "/v1/vouchers/" + CODE,
              """
              {"discount":{"type":"AMOUNT","amount_off":100},"redemption":{"quantity":%d}}\
              """
                  .formatted(quantity))
          .sure();
      long start = System.nanoTime();
      together(REDEEMERS, this::redeem);
      double seconds = (System.nanoTime() - start) / 1e9;
      Map<String, Integer> redeemed = outcomes(asked);
      System.out.printf(
          "%d redeemers, %,d attempts on %,d uses through %d gateways in %.1f s (%,.0f/s): %s%n",
          REDEEMERS, attempts, quantity, gateways.size(), seconds, attempts / seconds, redeemed);
      boolean exact = redeemed.equals(expected(quantity, attempts - quantity, "quantity_exceeded"));
      boolean once = rollbacks(api);
      return explained(api) && exact && once;
    }
  }

  private boolean rollbacks(Api api) throws Exception {
    List<String> history = new ArrayList<>();
    String id = stored(api, history).get(history.size() / 2);
    String name = history.get(history.size() / 2);
    List<Operation> undone =
        together(ROLLBACKS, door -> List.of(rollback(door, id, name))).stream()
            .flatMap(List::stream)
            .toList();
    asked.addAll(undone);
    Map<String, Integer> outcomes = outcomes(undone);
    System.out.printf("%d rollbacks of one redemption: %s%n", ROLLBACKS, outcomes);
    return outcomes.equals(expected(1, ROLLBACKS - 1, "already_rolled_back"));
  }

  private boolean explained(Api api) throws IOException {
    List<String> history = new ArrayList<>();
    stored(api, history);
    State end = state(api.get("/v1/vouchers/" + CODE).sure(), "");
    List<String> contradictions =
        History.contradictions(quantity, new State(0, 0), asked, history, end);
    System.out.printf(
        "history of %,d stored operations against %,d answers: %s%n",
        history.size(),
        asked.size(),
        contradictions.isEmpty()
            ? "explains every one"
            : contradictions.size() + " contradictions, such as " + contradictions.getFirst());
    return contradictions.isEmpty();
  }

  private List<Operation> redeem(Door door) throws IOException {
    try (Api api = door.open()) {
      for (int turn = next.getAndIncrement(); turn < attempts; turn = next.getAndIncrement()) {
        String name = "a" + turn;
        String body =
            "{\"metadata\":{\"attempt\":\"%s\"},\"order\":{\"amount\":900}}".formatted(name);
        long start = System.nanoTime();
        Answer answer = api.post("/v1/vouchers/" + CODE + "/redemption", body);
        asked.add(Operation.redemption(name, 0, start, System.nanoTime(), outcome(answer)));
      }
    }
    return List.of();
  }

  private Operation rollback(Door door, String id, String undoes) throws IOException {
    try (Api api = door.open()) {
      String name = "undo" + next.getAndIncrement();
      String body = "{\"metadata\":{\"attempt\":\"%s\"}}".formatted(name);
      long start = System.nanoTime();
      Answer answer = api.post("/v1/redemptions/" + id + "/rollback", body);
      return Operation.rollback(name, undoes, start, System.nanoTime(), outcome(answer));
    }
  }

  /**
   * The ids of the successes in the order in which they were stored.
   *
   * @param names takes the names of the attempts, likewise
   */
  private static List<String> stored(Api api, List<String> names) throws IOException {
    List<String> ids = new ArrayList<>();
    for (int page = 1; ; page++) {
      Answer list =
          api.get("/v1/redemptions?result=SUCCESS&limit=" + PAGE + "&page=" + page).sure();
      for (var entry : list.body().get("redemptions")) {
        if (entry.at("/voucher/code").asText().equals(CODE)) {
          ids.addFirst(entry.get("id").asText());
          names.addFirst(entry.at("/metadata/attempt").asText());
        }
      }
      if (list.body().get("redemptions").size() < PAGE) {
        return ids;
      }
    }
  }

  static Outcome outcome(Answer answer) {
    return answer.status() == 200
        ? new Done(state(answer, "/voucher"))
        : new Refused(answer.text("/key"));
  }

  /** Of a voucher, or of the voucher inside an answer. */
  static State state(Answer answer, String voucher) {
    return new State(
        answer.number(voucher + "/redemption/redeemed_quantity"),
        answer.body().at(voucher + "/gift/balance").asLong());
  }

  private static Map<String, Integer> outcomes(List<Operation> operations) {
    Map<String, Integer> counts = new TreeMap<>();
    for (Operation operation : operations) {
      String outcome = operation.outcome() instanceof Refused(String key) ? key : "success";
      counts.merge(outcome, 1, Integer::sum);
    }
    return counts;
  }

  private static Map<String, Integer> expected(long successes, long others, String key) {
    return Map.of("success", (int) successes, key, (int) others);
  }

  private interface Caller<T> {
    T call(Door door) throws IOException;
  }

  private <T> List<T> together(int callers, Caller<T> caller) throws Exception {
    List<Callable<T>> calls = new ArrayList<>();
    for (int i = 0; i < callers; i++) {
      Door door = gateways.get(i % gateways.size());
      calls.add(() -> caller.call(door));
    }
    List<T> results = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<T> result : threads.invokeAll(calls)) {
        results.add(result.get());
      }
    }
    return results;
  }
}
