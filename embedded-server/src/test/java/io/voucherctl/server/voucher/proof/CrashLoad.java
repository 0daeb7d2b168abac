package io.voucherctl.server.voucher.proof;

import io.voucherctl.server.voucher.proof.Api.Answer;
import io.voucherctl.server.voucher.proof.Api.Door;
import io.voucherctl.server.voucher.proof.Ledger.Attempt;
import io.voucherctl.server.voucher.proof.Ledger.Redeemed;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Redeemers that go on until their connection breaks, and write down what they were told. */
final class CrashLoad {
  static final int REDEEMERS = 64;
  private static final int CUSTOMERS = 16;
  private static final int OUT_OF_USES = 100;
  private static final Set<String> FITTING = Set.of("quantity_exceeded", "gift_amount_exceeded");

  /** Two without a limit, two with a large one, one that runs out, two gifts, a poor one. */
  private static final List<String> VOUCHERS =
      List.of("FREE-1", "FREE-2", "MANY-1", "MANY-2", "FEW", "GIFT-1", "GIFT-2", "POOR");

  private final Door door;
  private final Ledger ledger;
  private final int round;
  private final List<Thread> redeemers = new ArrayList<>();

  CrashLoad(Door door, Ledger ledger, int round) {
    this.door = door;
    this.ledger = ledger;
    this.round = round;
  }

  static List<String> vouchers() {
    return VOUCHERS;
  }

  static void issue(Api api) throws IOException {
    for (String code : VOUCHERS) {
      long gift = code.equals("POOR") ? 50_000 : 1_000_000_000;
      int quantity = code.equals("FEW") ? OUT_OF_USES : 1_000_000;
      String limit =
          code.startsWith("FREE") ? "" : ",\"redemption\":{\"quantity\":" + quantity + "}";
      api.post(
              "/v1/vouchers/" + code,
              isGift(code)
                  ? "{\"gift\":{\"amount\":" + gift + "}}"
                  : "{\"discount\":{\"type\":\"AMOUNT\",\"amount_off\":700}" + limit + "}")
          .sure();
    }
  }

  private static boolean isGift(String code) {
    return code.startsWith("GIFT") || code.equals("POOR");
  }

  void start() {
    for (int i = 0; i < REDEEMERS; i++) {
      int number = i;
      redeemers.add(Thread.ofVirtual().start(() -> redeem(number)));
    }
  }

  boolean running() {
    return redeemers.stream().anyMatch(Thread::isAlive);
  }

  void join() throws InterruptedException {
    for (Thread redeemer : redeemers) {
      redeemer.join();
    }
  }

  private void redeem(int number) {
    Random random = new Random(1_000L * round + number);
    Deque<String> mine = new ArrayDeque<>();
    try (Api api = door.open()) {
      for (int turn = 0; ; turn++) {
        if (!mine.isEmpty() && random.nextInt(8) == 0) {
          rollback(api, mine.remove());
        } else {
          String code = VOUCHERS.get(random.nextInt(VOUCHERS.size()));
          long credits = isGift(code) ? 1 + random.nextInt(100) : 0;
          redeem(api, new Attempt(round + "-" + number + "-" + turn, code, credits), mine);
        }
      }
    } catch (IOException killed) {
      // What was under way is in the ledger.
    }
  }

  private void redeem(Api api, Attempt attempt, Deque<String> mine) throws IOException {
    String gift = attempt.credits() == 0 ? "" : ",\"gift\":{\"credits\":" + attempt.credits() + "}";
    String body =
        """
        {"metadata":{"attempt":"%s"},"customer":{"source_id":"k-%d"},"order":{"amount":5000}%s}\
        """
            .formatted(attempt.name(), Math.floorMod(attempt.name().hashCode(), CUSTOMERS), gift);
    ledger.unanswered.put(attempt.name(), attempt);
    Answer answer = api.post("/v1/vouchers/" + attempt.voucher() + "/redemption", body);
    if (answer.status() == 200) {
      String id = answer.text("/id");
      if (ledger.redeemed.put(id, new Redeemed(attempt, id)) != null) {
        ledger.odd.add("the id " + id + " was given twice");
      }
      mine.add(id);
    } else if (FITTING.contains(answer.text("/key"))) {
      ledger.refused.add(attempt.name());
    } else {
      ledger.odd.add(attempt.name() + ": " + answer);
    }
    ledger.unanswered.remove(attempt.name());
  }

  private void rollback(Api api, String id) throws IOException {
    ledger.unansweredRollbacks.add(id);
    Answer answer = api.post("/v1/redemptions/" + id + "/rollback", "");
    if (answer.status() == 200) {
      ledger.rolledBack.add(id);
    } else {
      ledger.odd.add("rollback of " + id + ": " + answer);
    }
    ledger.unansweredRollbacks.remove(id);
  }
}
