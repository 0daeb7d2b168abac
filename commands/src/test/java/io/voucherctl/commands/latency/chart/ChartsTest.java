package io.voucherctl.commands.latency.chart;

import static org.assertj.core.api.Assertions.assertThat;

import io.voucherctl.commands.Golden;
import io.voucherctl.commands.console.Tone;
import io.voucherctl.commands.latency.Grouping;
import io.voucherctl.commands.latency.HlogWriter;
import io.voucherctl.commands.latency.Interval;
import io.voucherctl.commands.latency.Run;
import io.voucherctl.commands.latency.SampleKey;
import io.voucherctl.commands.latency.SyntheticRun;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;

class ChartsTest {
  private static final String EVIL = "<script>alert('x')</script>&\"\u0007\u202e";
  private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");

  @TempDir Path folder;

  @Test
  void aSmallPageIsAsItWasAgreed() throws Exception {
    RunSeries series = new RunSeries(Grouping.tenant);
    for (int second = 0; second < 3; second++) {
      series.add(interval(second, "acme", "globex"));
    }
    Golden.check("latency/page.html", HtmlReport.text(page("Load of two tenants", series)));
  }

  @Test
  void noNameIsTrusted() throws Exception {
    RunSeries series = new RunSeries(Grouping.tenant);
    series.add(interval(0, EVIL, "b"));
    RunPage page =
        new RunPage(
            EVIL,
            START,
            START,
            List.of(new Fact(EVIL, EVIL, Tone.BAD)),
            List.of(new Fact(EVIL, EVIL)),
            List.of(),
            series);

    String html = HtmlReport.text(page);

    assertThat(html).doesNotContain("<script").doesNotContain("\u0007").doesNotContain("\u202e");
    assertThat(html).contains("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&amp;&quot;");
  }

  @Test
  void aPageAsksNothingOfAnybodyElse() throws Exception {
    RunSeries series = new RunSeries(Grouping.tenant);
    series.add(interval(0, "a"));

    assertThat(HtmlReport.text(page("t", series)))
        .contains("default-src 'none'")
        .doesNotContain("http://")
        .doesNotContain("https://")
        .doesNotContain("url(");
  }

  @Test
  void twoHundredTenantsAreAFewLinesAndOneTable() {
    RunSeries series = new RunSeries(Grouping.tenant);
    String[] names = new String[200];
    Arrays.setAll(names, i -> "tenant-" + i);
    series.add(interval(0, names));

    String html = HtmlReport.text(page("many", series));

    assertThat(html).contains("The 7 busiest of 200").contains("the other 193").contains("all 200");
    assertThat(html.split("<tr><th scope=\"row\" class=\"name\">tenant-", -1)).hasSize(201);
    assertThat(html.split("class=\"curve", -1).length).isLessThan(20);
  }

  @Test
  void aLongRunTakesNoMoreMemoryThanAShortOne() {
    RunSeries series = new RunSeries(Grouping.tenant);
    for (int second = 0; second < 2_000; second++) {
      series.add(interval(second, "acme"));
    }
    GroupFigures acme = series.groups().getFirst();

    assertThat(acme.moments()).hasSizeLessThanOrEqualTo(Track.MOST_POINTS).hasSizeGreaterThan(240);
    assertThat(series.widthSeconds()).isEqualTo(8);
    assertThat(acme.moments().stream().mapToLong(Moment::count).sum())
        .isEqualTo(acme.answered().getTotalCount());
    assertThat(acme.offered()).isEqualTo(2_000 * 113L);
    assertThat(series.outcomesOverTime().get("dropped"))
        .satisfies(counts -> assertThat(Arrays.stream(counts).sum()).isEqualTo(2_000 * 3L));
  }

  @Test
  void drawingsAreWellFormedAndHoldEveryLog() throws Exception {
    Path a = folder.resolve("a.hlog");
    Path b = folder.resolve("b.hlog");
    new SyntheticRun(2, 12, 50, 0.5, 0.1, 1).write(a, 1);
    new SyntheticRun(2, 12, 50, 0.5, 0.1, 1.5).write(b, 2);
    Path svg = folder.resolve("both.svg");

    Run run = Run.of("plot", a.toString(), b.toString(), "--svg", svg.toString());

    assertThat(run.exit()).isZero();
    assertThat(run.out()).isASCII().contains("a.hlog tenant-0").contains("p99.9");
    Document drawn =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(Files.readAllBytes(svg)));
    assertThat(drawn.getElementsByTagName("path").getLength()).isEqualTo(4 * 3);
    assertThat(Files.readString(svg)).contains("b.hlog tenant-1").contains("prefers-color-scheme");
  }

  @Test
  void aPlotLooksTheSameOnATerminalInAPipeAndAsJson() throws Exception {
    Path log = folder.resolve("run.hlog");
    try (HlogWriter to = new HlogWriter(log, START)) {
      for (int second = 0; second < 8; second++) {
        if (second != 4) {
          to.write(interval(second, "acme", "globex"));
        }
      }
    }
    LatencyPlot plot = LatencyPlot.Drawing.read(List.of(log), Grouping.tenant, Set.of()).plot(null);
    Golden.check("latency/plot", plot, new PlotView());
    assertThat(
            LatencyPlot.Drawing.read(
                    List.of(log), Grouping.tenant, new LinkedHashSet<>(List.of("acme")))
                .plot(null)
                .lines())
        .hasSize(1);
  }

  private static RunPage page(String title, RunSeries series) {
    return new RunPage(
        title,
        START,
        START.plusSeconds(60),
        List.of(
            new Fact("valid", "the generator offered the load", Tone.GOOD),
            new Fact("breached", "tenant=acme p99 > 5ms: 7.2ms", Tone.BAD)),
        List.of(new Fact("acme", "50/s constant for 3s"), new Fact("globex", "25/s")),
        List.of(new Fact("voucherctl", "1.0")),
        series);
  }

  private static Interval interval(int second, String... tenants) {
    Map<SampleKey, Histogram> values = new LinkedHashMap<>();
    for (int t = 0; t < tenants.length; t++) {
      Histogram ok = new Histogram(1_000, 300_000_000_000L, 3);
      for (int i = 0; i < 100; i++) {
        ok.recordValue((1 + t) * 1_000_000L * (1 + second % 5) + 1_000L * i * i);
      }
      Histogram rejected = new Histogram(1_000, 300_000_000_000L, 3);
      rejected.recordValueWithCount(400_000, 10);
      Histogram dropped = new Histogram(1_000, 300_000_000_000L, 3);
      dropped.recordValueWithCount(1, 3);
      values.put(new SampleKey(tenants[t], "validate", "ok"), ok);
      values.put(new SampleKey(tenants[t], "validate", "rejected"), rejected);
      values.put(new SampleKey(tenants[t], "redeem", "dropped"), dropped);
    }
    return new Interval(second * 1_000_000_000L, (second + 1) * 1_000_000_000L, values);
  }
}
