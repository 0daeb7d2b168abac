package io.voucherctl.server.gateway.proof;

import io.voucherctl.server.gateway.proof.Edit.Change;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Holds what was admitted against what a quota allowed while it was edited.
 *
 * <p>Buckets keep their tokens over an edit and are never refilled by one, so the fleet may admit
 * one burst, the first, and then what the rate in force brings in: {@code burst + integral of
 * rate}. When exactly a gateway changed is known to a few milliseconds; in that time the higher of
 * both rates counts for the most that may be admitted, and the lower for the least that must be.
 *
 * @param rates per second: the first, and then one per edit
 * @param start just before the first request, in {@code System.nanoTime()} like all times
 * @param end just after the last answer
 */
record ExactReport(
    List<Integer> rates, long burst, long start, long end, List<Edit> edits, Callers.Tally tally) {
  private static final double LEAST = 0.99;
  private static final double TIMES = 10;
  private static final double LATEST_SECONDS = 2;

  /** Prints a table, and returns what is wrong. */
  List<String> print(PrintStream out) {
    List<String> wrong = new ArrayList<>();
    out.printf(
        "%-8s %8s %9s %7s %9s %9s %7s   %s%n",
        "QUOTA",
        "SECONDS",
        "OFFERED/s",
        "TIMES",
        "ADMITTED",
        "RATE*T",
        "RATIO",
        "IN FORCE EVERYWHERE, ms AFTER SENT / ANSWERED / BY COUNT");
    for (int phase = 0; phase < rates.size(); phase++) {
      print(phase, out, wrong);
    }
    total(out, wrong);
    return wrong;
  }

  /** A phase from the moment that every gateway has the rate to the moment before the next edit. */
  private void print(int phase, PrintStream out, List<String> wrong) {
    int rate = rates.get(phase);
    long from = phase == 0 ? start : edits.get(phase - 1).everywhere();
    long to = phase == edits.size() ? end : edits.get(phase).sent();
    double seconds = (to - from) / 1e9;
    int admitted = tally.admittedIn(from, to);
    double offered = tally.answeredIn(from, to) / seconds;
    double due = rate * seconds;
    out.printf(
        Locale.ROOT,
        "%-8s %8.3f %,9.0f %7s %,9d %,9.1f %7s   %s%n",
        rate + "/s",
        seconds,
        offered,
        rate == 0 ? "-" : "%.1f".formatted(offered / rate),
        admitted,
        due,
        rate == 0 ? "-" : String.format(Locale.ROOT, "%.4f", admitted / due),
        phase == 0 ? "" : delays(phase, wrong));
    if (offered < TIMES * rate) {
      wrong.add("not even " + TIMES + " times " + rate + "/s could be offered");
    }
    // Each gateway may hold one request that is not whole yet, and one may be on its way.
    int slack = phase == 0 ? 0 : edits.get(phase - 1).changes().size() + 1;
    if (admitted > due + burst + slack || admitted < LEAST * due - slack) {
      wrong.add(admitted + " admitted in " + seconds + " s of " + rate + "/s");
    }
  }

  private String delays(int phase, List<String> wrong) {
    Edit edit = edits.get(phase - 1);
    double sent = (edit.everywhere() - edit.sent()) / 1e6;
    double answered = (edit.everywhere() - edit.answered()) / 1e6;
    double byCount = byCount(phase);
    if (Math.max(sent, byCount) > LATEST_SECONDS * 1e3) {
      wrong.add("edit " + phase + " came into force after " + Math.max(sent, byCount) + " ms");
    }
    return String.format(Locale.ROOT, "%.0f / %.0f / %.0f", sent, answered, byCount);
  }

  /**
   * When the rate changed, from the number of admitted requests alone: so many came in by the old
   * rate until then and by the new one afterwards. In the mean over the gateways, give or take a
   * request of each.
   */
  private double byCount(int phase) {
    Edit edit = edits.get(phase - 1);
    long next = phase == edits.size() ? end : edits.get(phase).sent();
    long to = Math.min(next, edit.answered() + (long) (LATEST_SECONDS * 1e9));
    double seconds = (to - edit.answered()) / 1e9;
    int admitted = tally.admittedIn(edit.answered(), to);
    double late =
        (admitted - rates.get(phase) * seconds) / (rates.get(phase - 1) - rates.get(phase));
    return late * 1e3;
  }

  private void total(PrintStream out, List<String> wrong) {
    int gateways = edits.getFirst().changes().size();
    double most = Math.max(burst, gateways);
    double least = 0;
    for (int gateway = 0; gateway < gateways; gateway++) {
      most += integral(gateway, true) / gateways;
      least += integral(gateway, false) / gateways;
    }
    int admitted = tally.admitted();
    out.printf(
        Locale.ROOT,
        "in all %,d admitted; at most burst + integral of rate = %,.1f, at least %.2f of the"
            + " integral %,.1f = %,.1f: ratio %.4f%n",
        admitted,
        most,
        LEAST,
        least,
        LEAST * least,
        admitted / least);
    if (admitted > most || admitted < LEAST * least) {
      wrong.add("%d admitted, allowed %.1f to %.1f".formatted(admitted, LEAST * least, most));
    }
  }

  /** The whole rate over the time of the run, with what is uncertain counted one way. */
  private double integral(int gateway, boolean high) {
    double sum = 0;
    long from = start;
    for (int phase = 0; phase < rates.size(); phase++) {
      boolean last = phase == edits.size();
      Change change = last ? new Change(end, end) : edits.get(phase).changes().get(gateway);
      double now = rates.get(phase);
      double next = last ? now : rates.get(phase + 1);
      sum += now * (change.earliest() - from) / 1e9;
      double doubtful = (change.latest() - change.earliest()) / 1e9;
      sum += (high ? Math.max(now, next) : Math.min(now, next)) * doubtful;
      from = change.latest();
    }
    return sum;
  }
}
