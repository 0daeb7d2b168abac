package io.voucherctl.server.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the text that Prometheus scrapes, as strictly as its format's description is. */
final class PrometheusText {
  private static final Pattern SAMPLE =
      Pattern.compile("([a-z_:][a-z0-9_:]*)(?:\\{(.*)\\})? (\\S+)");
  private static final Pattern LABEL =
      Pattern.compile("([a-z_][a-z0-9_]*)=\"((?:[^\"\\\\]|\\\\[\"n\\\\])*)\",?");

  /** One line with a value. */
  record Sample(String name, Map<String, String> labels, double value) {}

  final Map<String, String> types = new LinkedHashMap<>();
  final Map<String, String> helps = new LinkedHashMap<>();
  final Map<String, Sample> samples = new LinkedHashMap<>();

  PrometheusText(String text) {
    assertThat(text).endsWith("\n").doesNotContain("\n\n");
    for (String line : text.lines().toList()) {
      if (line.startsWith("# TYPE ")) {
        String[] words = line.split(" ", 4);
        assertThat(types.put(words[2], words[3])).as(line).isNull();
      } else if (line.startsWith("# HELP ")) {
        String[] words = line.split(" ", 4);
        assertThat(helps.put(words[2], words[3])).as(line).isNull();
      } else {
        Sample sample = sample(line);
        String key = sample.name() + sample.labels();
        assertThat(samples.put(key, sample)).as("twice: " + line).isNull();
        assertThat(types).as(line).containsKey(family(sample.name()));
      }
    }
  }

  /** The family a sample's name belongs to. */
  String family(String name) {
    String base = name.replaceFirst("_(bucket|count|sum)$", "");
    return "histogram".equals(types.get(base)) ? base : name;
  }

  double value(String name, String... labels) {
    Map<String, String> all = new TreeMap<>();
    for (int i = 0; i < labels.length; i += 2) {
      all.put(labels[i], labels[i + 1]);
    }
    assertThat(samples).containsKey(name + all);
    return samples.get(name + all).value();
  }

  /** A value that is a whole number. */
  long count(String name, String... labels) {
    double value = value(name, labels);
    assertThat(value).isEqualTo(Math.rint(value));
    return (long) value;
  }

  private static Sample sample(String line) {
    Matcher matcher = SAMPLE.matcher(line);
    assertThat(matcher.matches()).as(line).isTrue();
    Map<String, String> labels = new TreeMap<>();
    String text = matcher.group(2);
    if (text != null) {
      Matcher label = LABEL.matcher(text);
      int at = 0;
      while (label.find() && label.start() == at) {
        assertThat(labels.put(label.group(1), label.group(2))).as(line).isNull();
        at = label.end();
      }
      assertThat(at).as(line).isEqualTo(text.length());
    }
    String value = matcher.group(3);
    return new Sample(
        matcher.group(1), labels, Double.parseDouble(value.replace("Inf", "Infinity")));
  }
}
