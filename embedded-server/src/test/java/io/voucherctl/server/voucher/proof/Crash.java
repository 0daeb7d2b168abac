package io.voucherctl.server.voucher.proof;

import io.voucherctl.server.voucher.proof.Api.Answer;
import io.voucherctl.server.voucher.proof.Api.Door;
import io.voucherctl.server.voucher.proof.Ledger.Redeemed;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Random;

/**
 * Kills the API in the middle of its work, again and again, on one SQLite file: what was
 * acknowledged is there after the restart, once; what was not counts as it is stored.
 *
 * <p>Arguments: launcher, working directory, number of kills.
 */
public final class Crash {
  private static final String TENANT = "crash";
  private static final int LEAST = 200;
  private static final int SPREAD = 1_500;

  private final Path directory;
  private final List<String> launcher;
  private final Ledger ledger = new Ledger();
  private final Random random = new Random(20);

  private Crash(String launcher, Path directory) {
    this.launcher = List.of(launcher);
    this.directory = directory;
  }

  /** Ends with 1 when something was lost, doubled or counted wrongly. */
  public static void main(String[] arguments) throws Exception {
    Crash crash = new Crash(arguments[0], Path.of(arguments[1]));
    System.exit(crash.run(Integer.parseInt(arguments[2])) ? 0 : 1);
  }

  private boolean run(int kills) throws Exception {
    Served api = start();
    try (Api caller = door(api).open()) {
      CrashLoad.issue(caller);
    }
    int contradictions = 0;
    try {
      for (int kill = 1; kill <= kills; kill++) {
        List<Redeemed> before = List.copyOf(ledger.redeemed.values());
        killUnderLoad(api, kill);
        long down = System.nanoTime();
        api = start();
        long millis = (System.nanoTime() - down) / 1_000_000;
        List<Redeemed> fresh = new ArrayList<>(ledger.redeemed.values());
        fresh.removeAll(before);
        contradictions +=
            check(api, kill, kill == kills ? ledger.redeemed.values() : fresh, millis);
      }
    } finally {
      api.close();
    }
    System.out.printf(
        "verdict: %s: %,d acknowledged redemptions and %,d rollbacks after %d kills%n",
        contradictions == 0 ? "nothing lost, nothing twice" : "WRONG",
        ledger.redeemed.size(),
        ledger.rolledBack.size(),
        kills);
    return contradictions == 0;
  }

  private Served start() throws IOException {
    return Served.api(launcher, directory.resolve("data"), directory.resolve("api.log"));
  }

  private static Door door(Served api) {
    return Door.api(api.port(), TENANT);
  }

  private void killUnderLoad(Served api, int round) throws InterruptedException {
    int goal = ledger.acknowledged() + LEAST + random.nextInt(SPREAD);
    CrashLoad load = new CrashLoad(door(api), ledger, round);
    load.start();
    while (ledger.acknowledged() < goal && load.running()) {
      Thread.sleep(1);
    }
    // The answers come in groups: not always right after one.
    Thread.sleep(random.nextInt(20));
    api.kill();
    load.join();
  }

  private int check(Served api, int kill, Collection<Redeemed> asked, long restartMillis)
      throws Exception {
    List<String> wrong = new ArrayList<>(ledger.odd);
    try (Api caller = door(api).open()) {
      for (Redeemed redeemed : asked) {
        checkRedemption(caller.get("/v1/redemptions/" + redeemed.id()), redeemed, wrong);
      }
      for (String code : CrashLoad.vouchers()) {
        checkCount(caller.get("/v1/vouchers/" + code).sure(), code, wrong);
      }
    }
    StoredBooks books = StoredBooks.read(directory.resolve("data/vouchers.db"), ledger);
    wrong.addAll(books.contradictions());
    System.out.printf(
        "kill %2d  acknowledged %,7d  rolled back %,6d  refused %,7d  unanswered %,4d of which"
            + " stored %,4d  restart %,4d ms  %s%n",
        kill,
        ledger.redeemed.size(),
        ledger.rolledBack.size(),
        ledger.refused.size(),
        ledger.unanswered.size(),
        books.storedUnanswered(),
        restartMillis,
        wrong.isEmpty() ? "ok" : "WRONG");
    wrong.stream().limit(10).forEach(line -> System.out.println("  " + line));
    return wrong.size();
  }

  private void checkRedemption(Answer answer, Redeemed redeemed, List<String> wrong) {
    boolean undone = ledger.rolledBack.contains(redeemed.id());
    boolean unsure = ledger.unansweredRollbacks.contains(redeemed.id());
    String status = answer.text("/status");
    boolean right =
        answer.status() == 200
            && answer.text("/id").equals(redeemed.id())
            && answer.text("/result").equals("SUCCESS")
            && answer.text("/metadata/attempt").equals(redeemed.attempt().name())
            && answer.text("/voucher/code").equals(redeemed.attempt().voucher())
            && answer.body().at("/amount").asLong() == redeemed.attempt().credits()
            && (unsure || status.equals(undone ? "ROLLED_BACK" : "SUCCEEDED"));
    if (!right) {
      wrong.add("acknowledged " + redeemed + " is answered with " + answer);
    }
  }

  /** Between what was certainly done, and what may have been done. */
  private void checkCount(Answer voucher, String code, List<String> wrong) {
    long done = of(ledger.redeemed.values(), code);
    long undone = of(ledger.rolledBack.stream().map(ledger.redeemed::get).toList(), code);
    long perhaps =
        ledger.unanswered.values().stream().filter(a -> a.voucher().equals(code)).count();
    long perhapsUndone =
        of(ledger.unansweredRollbacks.stream().map(ledger.redeemed::get).toList(), code);
    long count = voucher.number("/redemption/redeemed_quantity");
    long least = done - undone - perhapsUndone;
    long most = done - undone + perhaps;
    if (count < least || count > most) {
      wrong.add(code + " counts " + count + ", not " + least + " to " + most);
    }
  }

  private static long of(Collection<Redeemed> redeemed, String code) {
    return redeemed.stream().filter(r -> r.attempt().voucher().equals(code)).count();
  }
}
