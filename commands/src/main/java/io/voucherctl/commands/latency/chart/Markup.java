package io.voucherctl.commands.latency.chart;

/** Text that may stand in HTML and SVG, between tags and in quoted attributes. */
final class Markup {
  private Markup() {}

  static String escape(String text) {
    StringBuilder safe = new StringBuilder(text.length());
    text.codePoints()
        .forEach(c -> {
          switch (c) {
            case '&' -> safe.append("&amp;");
            case '<' -> safe.append("&lt;");
            case '>' -> safe.append("&gt;");
            case '"' -> safe.append("&quot;");
            case '\'' -> safe.append("&#39;");
            default -> safe.appendCodePoint(isShown(c) ? c : 0xfffd);
          }
        });
    return safe.toString();
  }

  /** XML has no other control characters, and an override of direction would hide what follows. */
  private static boolean isShown(int c) {
    return c == '\n' || c == '\t' || (!Character.isISOControl(c) && !isOdd(Character.getType(c)));
  }

  private static boolean isOdd(int type) {
    return type == Character.FORMAT || type == Character.SURROGATE || type == Character.UNASSIGNED;
  }
}
