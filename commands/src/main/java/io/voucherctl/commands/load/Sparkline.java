package io.voucherctl.commands.load;

/** A row of bars, one character each, from nothing to the highest of them. */
final class Sparkline {
  private static final String BARS = "\u2581\u2582\u2583\u2584\u2585\u2586\u2587\u2588";

  private Sparkline() {}

  /** The last {@code width} values; a negative one is a gap. */
  static String of(long[] values, int width) {
    int from = Math.max(0, values.length - Math.max(0, width));
    long most = 1;
    for (int i = from; i < values.length; i++) {
      most = Math.max(most, values[i]);
    }
    StringBuilder bars = new StringBuilder();
    for (int i = from; i < values.length; i++) {
      int level = (int) (values[i] * (BARS.length() - 1) / most);
      bars.append(values[i] < 0 ? ' ' : BARS.charAt(level));
    }
    return bars.toString();
  }
}
