package io.voucherctl.commands.latency;

import java.util.Locale;

/**
 * Microseconds as tables and progress lines show them: {@code 840us}, {@code 3.14ms}, {@code 2.1s}.
 */
public final class MicrosText {
  private MicrosText() {}

  public static String of(long micros) {
    if (micros < 1_000) {
      return micros + "us";
    }
    if (micros < 1_000_000) {
      return digits(micros / 1_000.0) + "ms";
    }
    return digits(micros / 1_000_000.0) + "s";
  }

  /** The same, or a dash when nothing was measured. */
  public static String of(LatencyFigures figures, long micros) {
    return figures.count() == 0 ? "-" : of(micros);
  }

  private static String digits(double value) {
    return String.format(Locale.ROOT, value < 10 ? "%.2f" : value < 100 ? "%.1f" : "%.0f", value);
  }
}
