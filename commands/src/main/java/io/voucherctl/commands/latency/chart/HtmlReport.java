package io.voucherctl.commands.latency.chart;

import io.voucherctl.commands.console.Tone;
import io.voucherctl.commands.latency.LatencyFigures;
import io.voucherctl.commands.latency.MicrosText;
import io.voucherctl.commands.latency.SampleKey;
import io.voucherctl.commands.latency.WholeFile;
import java.nio.file.Path;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.HdrHistogram.Histogram;

/** A run on one page that needs nothing but itself: no network, no font, no script. */
public final class HtmlReport {
  private final RunPage page;
  private final List<GroupFigures> groups;
  private final StringBuilder html = new StringBuilder();

  private HtmlReport(RunPage page) {
    this.page = page;
    this.groups = page.series().groups();
  }

  /** Replaces what is there, whole or not at all. */
  public static void write(Path path, RunPage page) {
    WholeFile.replace(path, text(page));
  }

  static String text(RunPage page) {
    return new HtmlReport(page).whole();
  }

  private String whole() {
    String title = Markup.escape(page.title());
    html.append("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
        .append("<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\n")
        .append("<meta name=\"color-scheme\" content=\"light dark\">\n")
        .append("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; ")
        .append("style-src 'unsafe-inline'\">\n<title>")
        .append(title)
        .append("</title>\n<style>")
        .append(Palette.CSS)
        .append(PageStyle.CSS)
        .append("</style>\n</head>\n<body>\n<h1>")
        .append(title)
        .append("</h1>\n<p class=\"when\">Measured from ")
        .append(page.started().truncatedTo(ChronoUnit.SECONDS))
        .append(", written ")
        .append(page.written().truncatedTo(ChronoUnit.SECONDS))
        .append("</p>\n");
    verdicts();
    summary();
    charts();
    outcomes();
    table();
    facts("What was asked for", page.plan());
    facts("Environment", page.environment());
    return html.append("</body>\n</html>\n").toString();
  }

  private void verdicts() {
    for (Fact verdict : page.verdicts()) {
      html.append("<p class=\"verdict ")
          .append(
              verdict.tone() == Tone.BAD ? "bad" : verdict.tone() == Tone.WARN ? "warn" : "good")
          .append("\"><b>")
          .append(Markup.escape(verdict.name()))
          .append("</b> ")
          .append(Markup.escape(verdict.value()))
          .append("</p>\n");
    }
  }

  private void summary() {
    GroupFigures all = page.series().all();
    LatencyFigures figures = LatencyFigures.of(all.answered());
    html.append("<div class=\"tiles\">");
    tile(Long.toString(all.offered()), "requests");
    tile(MicrosText.of(figures, figures.p50Micros()), "p50");
    tile(MicrosText.of(figures, figures.p99Micros()), "p99");
    tile(MicrosText.of(figures, figures.p999Micros()), "p99.9");
    tile(MicrosText.of(figures, figures.maxMicros()), "longest");
    html.append("</div>\n");
  }

  private void tile(String value, String what) {
    html.append("<div><b>").append(value).append("</b>").append(what).append("</div>");
  }

  private void charts() {
    double width = page.series().widthSeconds();
    List<GroupFigures> busiest = groups.subList(0, Math.min(groups.size(), Palette.HUES));
    List<Course> courses = new ArrayList<>();
    List<Curve> curves = new ArrayList<>();
    for (GroupFigures group : busiest) {
      courses.add(Course.of(group, group.name(), width));
      curves.add(new Curve(group.name(), group.answered()));
    }
    List<GroupFigures> rest = groups.subList(busiest.size(), groups.size());
    if (!rest.isEmpty()) {
      courses.add(Course.of(page.series().all(), "all " + groups.size(), width));
      curves.add(new Curve("the other " + rest.size(), together(rest)));
      html.append("<p class=\"note\">The ")
          .append(busiest.size())
          .append(" busiest of ")
          .append(groups.size())
          .append(" have a line of their own; the table below has every one.</p>\n");
    }
    figure(TimeChart.draw(courses), slowest(width));
    figure(PercentileChart.draw(curves), "");
  }

  private static String slowest(double width) {
    return width > 1.5 ? "Each point is the slowest interval of " + Math.round(width) + " s." : "";
  }

  private void outcomes() {
    Map<String, long[]> counts = page.series().outcomesOverTime();
    if (counts.isEmpty()) {
      return;
    }
    figure(OutcomeChart.draw(counts, page.series().widthSeconds()), "");
    long all = page.series().all().offered();
    html.append("<ul class=\"legend\">");
    page.series()
        .all()
        .outcomes()
        .forEach((outcome, count) -> {
          if (count > 0) {
            html.append("<li><span class=\"s")
                .append(SampleKey.OUTCOMES.indexOf(outcome))
                .append("\"></span>")
                .append(Markup.escape(outcome))
                .append(" <b>")
                .append(count)
                .append("</b> ")
                .append(PageStyle.percent(count, all))
                .append("</li>");
          }
        });
    html.append("</ul>\n");
  }

  private void figure(Svg drawing, String caption) {
    html.append("<figure>").append(drawing.inPage());
    if (!caption.isEmpty()) {
      html.append("<figcaption>").append(caption).append("</figcaption>");
    }
    html.append("</figure>\n");
  }

  private void table() {
    Set<String> outcomes = page.series().outcomesOverTime().keySet();
    html.append("<div class=\"wide\"><table>\n<thead><tr><th class=\"name\">")
        .append(page.series().by())
        .append("</th><th>requests</th>");
    outcomes.forEach(outcome -> html.append("<th>").append(outcome).append("</th>"));
    html.append("<th>p50</th><th>p90</th><th>p99</th><th>p99.9</th><th>max</th>")
        .append("</tr></thead>\n<tbody>\n");
    for (GroupFigures group : groups) {
      html.append("<tr><th scope=\"row\" class=\"name\">").append(Markup.escape(group.name()));
      html.append("</th>");
      cell(Long.toString(group.offered()));
      for (String outcome : outcomes) {
        long count = Objects.requireNonNull(group.outcomes().getOrDefault(outcome, 0L));
        cell(count == 0 ? "·" : Long.toString(count));
      }
      LatencyFigures so = LatencyFigures.of(group.answered());
      cell(MicrosText.of(so, so.p50Micros()));
      cell(MicrosText.of(so, so.p90Micros()));
      cell(MicrosText.of(so, so.p99Micros()));
      cell(MicrosText.of(so, so.p999Micros()));
      cell(MicrosText.of(so, so.maxMicros()));
      html.append("</tr>\n");
    }
    html.append("</tbody></table></div>\n");
  }

  private void cell(String text) {
    html.append("<td>").append(text).append("</td>");
  }

  private void facts(String heading, List<Fact> facts) {
    if (facts.isEmpty()) {
      return;
    }
    html.append("<h2>")
        .append(heading)
        .append("</h2>\n<div class=\"wide\"><table class=\"facts\">\n");
    for (Fact fact : facts) {
      html.append("<tr><th scope=\"row\" class=\"name\">")
          .append(Markup.escape(fact.name()))
          .append("</th><td>")
          .append(Markup.escape(fact.value()))
          .append("</td></tr>\n");
    }
    html.append("</table></div>\n");
  }

  private static Histogram together(List<GroupFigures> rest) {
    Histogram sum = LatencyFigures.histogram();
    rest.forEach(group -> sum.add(group.answered()));
    return sum;
  }
}
