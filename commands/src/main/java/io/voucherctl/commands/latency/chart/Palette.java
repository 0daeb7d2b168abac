package io.voucherctl.commands.latency.chart;

/**
 * The styles of every drawing, light and dark. The hues keep apart for the common kinds of colour
 * blindness (after Okabe and Ito) and have a contrast of at least 3 to 1 on their paper; every line
 * has its name beside it, so that colour never speaks alone.
 */
final class Palette {
  /** Hues for single groups; the one after them is for everything else. */
  static final int HUES = 7;

  static final String CSS =
      """
      :root{--paper:#fff;--ink:#1c1e21;--soft:#5c6370;--grid:#e3e6ea;\
      --h0:#0072b2;--h1:#c24e00;--h2:#007a5a;--h3:#a0468c;--h4:#806000;--h5:#4444b8;--h6:#b2182b;\
      --h7:#4d4d4d;--o0:#5aa9dd;--o1:#e0a100;--o2:#c43c00;--o3:#8f4a9f;--o4:#3d3d3d;--o5:#8a8f98;\
      --o6:#007a5a}
      @media (prefers-color-scheme:dark){:root{--paper:#16181c;--ink:#e8eaed;--soft:#a3abb8;\
      --grid:#2c3138;--h0:#56b4e9;--h1:#f5a35c;--h2:#3dd6a3;--h3:#e79bd0;--h4:#e8d44d;--h5:#a9a6ff;\
      --h6:#ff8a80;--h7:#bdbdbd;--o0:#3b7fae;--o1:#e8b93c;--o2:#ff7b4a;--o3:#c58bd6;--o4:#e0e0e0;\
      --o5:#8a919c;--o6:#3dd6a3}}
      svg text{font:12px system-ui,sans-serif;fill:var(--ink)}svg .soft{fill:var(--soft)}
      svg .end{text-anchor:end}svg .middle{text-anchor:middle}svg .bold{font-weight:600}
      .paper{fill:var(--paper)}.grid{stroke:var(--grid)}.axis{stroke:var(--soft)}
      .curve{fill:none;stroke-width:2;stroke-linejoin:round}.thin{fill:none;stroke-width:1.2;\
      stroke-dasharray:3 3;\
      stroke-opacity:.75}.hint{fill:transparent}.hint:hover{fill:var(--soft);fill-opacity:.15}
      """
          + hues();

  private Palette() {}

  /** The class of a line of the n-th group; what has no hue of its own is grey. */
  static String hue(int index) {
    return "h" + Math.min(index, HUES);
  }

  private static String hues() {
    StringBuilder css = new StringBuilder();
    for (int i = 0; i <= HUES; i++) {
      css.append(".h" + i + "{stroke:var(--h" + i + ")}text.h" + i)
          .append("{stroke:none;fill:var(--h" + i + ")!important}");
    }
    for (int i = 0; i < HUES; i++) {
      css.append(".o" + i + "{fill:var(--o" + i + ")}");
    }
    return css.append('\n').toString();
  }
}
