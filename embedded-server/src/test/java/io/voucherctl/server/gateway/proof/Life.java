package io.voucherctl.server.gateway.proof;

import java.util.Locale;
import org.HdrHistogram.Histogram;

/** What was seen of one gateway from the beginning of the flood to its end. */
final class Life {
  private final Leak leak = new Leak();
  private long admitted;
  private long liveBytes;
  private long mostBytes;
  private long millis;
  private long shedAfterMillis = -1;
  private Integer exitCode;
  private Traffic.Tally quiet;
  private Traffic.Tally quietBefore;
  private Traffic.Tally flood;

  /**
   * A reading of {@code /status}.
   *
   * @param running false once it does little but collect
   */
  void saw(long admittedSoFar, long live, long most, boolean running) {
    admitted = admittedSoFar;
    liveBytes = live;
    mostBytes = most;
    if (running && shedAfterMillis < 0) {
      leak.add(admittedSoFar, live);
    }
  }

  /** Somebody is shed; counts the first time. */
  void shed(long afterMillis, Traffic.Tally quietSoFar) {
    if (shedAfterMillis < 0) {
      shedAfterMillis = afterMillis;
      quietBefore = quietSoFar;
    }
  }

  /** The end; no exit code when it is alive. */
  void end(long afterMillis, Integer code, Traffic.Tally quietAll, Traffic.Tally floodAll) {
    millis = afterMillis;
    exitCode = code;
    quiet = quietAll;
    flood = floodAll;
  }

  Leak leak() {
    return leak;
  }

  long millis() {
    return millis;
  }

  long shedAfterMillis() {
    return shedAfterMillis;
  }

  Integer exitCode() {
    return exitCode;
  }

  Traffic.Tally quiet() {
    return quiet;
  }

  String fate() {
    return exitCode == null
        ? "still alive after %d s".formatted(millis / 1000)
        : "dead after %d s with exit code %d".formatted(millis / 1000, exitCode);
  }

  void print(String name) {
    System.out.printf(
        Locale.ROOT,
        "%n%s: %s, %,d requests admitted, heap %.1f of %.1f MB after a collection%n",
        name,
        fate(),
        admitted,
        liveBytes / 1e6,
        mostBytes / 1e6);
    System.out.printf(
        Locale.ROOT,
        "  leak: %.0f bytes per admitted request, R^2 %.4f over %d collections%n",
        leak.bytesPerRequest(),
        leak.rSquared(),
        leak.size());
    if (shedAfterMillis >= 0) {
      System.out.printf(Locale.ROOT, "  first shed after %.1f s%n", shedAfterMillis / 1000.0);
    }
    System.out.printf(
        "  %-8s%10s%10s%10s%8s%8s%10s%10s%n",
        "tenant", "sent", "answered", "shed", "other", "lost", "p50 ms", "p99 ms");
    row("flood", flood);
    row("quiet", quiet);
    if (quietBefore != null) {
      Histogram since = quiet.micros().copy();
      since.subtract(quietBefore.micros());
      System.out.printf(
          Locale.ROOT,
          "  quiet once the flood is shed: p50 %.1f ms, p99 %.1f ms, longest %.1f ms%n",
          since.getValueAtPercentile(50) / 1000.0,
          since.getValueAtPercentile(99) / 1000.0,
          since.getMaxValue() / 1000.0);
    }
  }

  private static void row(String name, Traffic.Tally tally) {
    System.out.printf(
        Locale.ROOT,
        "  %-8s%10d%10d%10d%8d%8d%10.1f%10.1f%n",
        name,
        tally.sent(),
        tally.good(),
        tally.shed(),
        tally.other(),
        tally.lost(),
        tally.millis(50),
        tally.millis(99));
  }
}
