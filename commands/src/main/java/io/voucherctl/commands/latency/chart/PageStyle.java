package io.voucherctl.commands.latency.chart;

import java.util.Locale;

/** How a report's page is set. */
final class PageStyle {
  static final String CSS =
      """
      :root{--good:#1a7f4b;--warn:#8a6100;--bad:#b3261e}
      @media (prefers-color-scheme:dark){:root{--good:#5fd39b;--warn:#f0c04a;--bad:#ff8f85}}
      body{background:var(--paper);color:var(--ink);font:15px/1.45 system-ui,sans-serif;\
      max-width:1040px;margin:0 auto;padding:24px}
      h1{font-size:22px;margin:0}h2{font-size:16px;margin:28px 0 8px}
      .when,.note,figcaption{color:var(--soft);margin:4px 0 12px;font-size:13px}
      .verdict{border-left:4px solid;padding:6px 12px;margin:6px 0;background:var(--card)}
      :root{--card:#f5f6f8}@media (prefers-color-scheme:dark){:root{--card:#1f2228}}
      .verdict b{text-transform:uppercase;font-size:12px;letter-spacing:.04em;margin-right:8px}
      .good{border-color:var(--good)}.warn{border-color:var(--warn)}.bad{border-color:var(--bad)}
      .good b{color:var(--good)}.warn b{color:var(--warn)}.bad b{color:var(--bad)}
      .tiles{display:flex;flex-wrap:wrap;gap:12px;margin:16px 0}
      .tiles div{background:var(--card);border-radius:6px;padding:8px 16px;color:var(--soft);\
      font-size:13px}
      .tiles b{display:block;font-size:20px;color:var(--ink)}
      figure{margin:20px 0}svg{width:100%;height:auto;display:block}
      .legend{display:flex;flex-wrap:wrap;gap:4px 18px;list-style:none;padding:0;margin:-8px 0 20px;\
      font-size:13px}
      .legend span{display:inline-block;width:11px;height:11px;border-radius:2px;margin-right:6px}
      .s0{background:var(--o0)}.s1{background:var(--o1)}.s2{background:var(--o2)}\
      .s3{background:var(--o3)}.s4{background:var(--o4)}.s5{background:var(--o5)}\
      .s6{background:var(--o6)}
      .wide{overflow-x:auto}table{border-collapse:collapse;font-size:13px;\
      font-variant-numeric:tabular-nums}
      th,td{padding:3px 8px;text-align:right;border-bottom:1px solid var(--grid);\
      white-space:nowrap}
      th{font-weight:600}.name{text-align:left;max-width:26ch;overflow:hidden;\
      text-overflow:ellipsis}
      .facts td{text-align:left;white-space:pre-wrap}.facts th{color:var(--soft);font-weight:400}
      @media print{body{max-width:none}}
      """;

  private PageStyle() {}

  static String percent(long part, long whole) {
    return whole == 0 ? "" : String.format(Locale.ROOT, "%.2f %%", 100.0 * part / whole);
  }
}
