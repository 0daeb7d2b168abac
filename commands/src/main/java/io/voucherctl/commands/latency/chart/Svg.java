package io.voucherctl.commands.latency.chart;

import java.util.Locale;

/** Builds one SVG drawing. Colours are classes of {@link Palette}; texts are escaped here. */
final class Svg {
  private final StringBuilder body = new StringBuilder();
  private final int width;
  private final int height;
  private final String label;

  Svg(int width, int height, String label) {
    this.width = width;
    this.height = height;
    this.label = label;
  }

  void line(double x1, double y1, double x2, double y2, String type) {
    body.append(
        String.format(
            Locale.ROOT,
            "<line class=\"%s\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"/>\n",
            type,
            x1,
            y1,
            x2,
            y2));
  }

  /** A path of moves and lines, drawn as it is classed. */
  void path(String moves, String type, String title) {
    body.append("<path class=\"").append(type).append("\" d=\"").append(moves).append("\">");
    body.append("<title>").append(Markup.escape(title)).append("</title></path>\n");
  }

  void text(double x, double y, String text, String type) {
    body.append(
        String.format(Locale.ROOT, "<text class=\"%s\" x=\"%.1f\" y=\"%.1f\">", type, x, y));
    body.append(Markup.escape(text)).append("</text>\n");
  }

  /** A place that tells a value when it is pointed at. */
  void hint(double x, double y, double wide, double high, String text) {
    body.append(
        String.format(
            Locale.ROOT,
            "<rect class=\"hint\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\"><title>",
            x,
            y,
            wide,
            high));
    body.append(Markup.escape(text)).append("</title></rect>\n");
  }

  /** Another drawing inside this one. */
  void inset(double x, double y, Svg other) {
    body.append(String.format(Locale.ROOT, "<g transform=\"translate(%.1f,%.1f)\">\n", x, y));
    body.append(other.body).append("</g>\n");
  }

  static String point(char move, double x, double y) {
    return String.format(Locale.ROOT, "%c%.1f %.1f", move, x, y);
  }

  /** To stand in a page that brings the styles. */
  String inPage() {
    return "<svg role=\"img\" aria-label=\""
        + Markup.escape(label)
        + "\" viewBox=\"0 0 "
        + width
        + " "
        + height
        + "\">\n"
        + body
        + "</svg>\n";
  }

  /** To stand alone in a file. */
  String alone() {
    return "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" aria-label=\""
        + Markup.escape(label)
        + "\" width=\""
        + width
        + "\" height=\""
        + height
        + "\" viewBox=\"0 0 "
        + width
        + " "
        + height
        + "\">\n<style>"
        + Palette.CSS
        + "</style>\n<rect class=\"paper\" width=\""
        + width
        + "\" height=\""
        + height
        + "\"/>\n"
        + body
        + "</svg>\n";
  }
}
