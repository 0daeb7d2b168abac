package io.voucherctl.commands.load;

import io.voucherctl.commands.time.Durations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the words of one {@link Threshold}, from left to right. Used once. */
final class ThresholdParser {
  private static final Pattern WORD = Pattern.compile("<=|>=|<|>|[^\\s<>]+");
  private static final Pattern PERCENTILE = Pattern.compile("p(\\d{1,2}(?:\\.\\d{1,4})?)");
  private static final Pattern DIGITS_ONLY = Pattern.compile("p(\\d{2})(\\d{1,3})");

  private static final Duration LONGEST_WINDOW = Duration.ofMinutes(10);

  private static final String MEASURES =
      "write p99 (any percentile), max, lag p99, lag max, throughput, achieved, or one of "
          + String.join(", ", Endings.BY_WORD.keySet())
          + " with rate or count";

  private final String text;
  private final List<String> words = new ArrayList<>();
  private int next;

  ThresholdParser(String text) {
    this.text = text.strip().replaceAll("\\s+", " ");
    Matcher matcher = WORD.matcher(this.text);
    while (matcher.find()) {
      words.add(matcher.group());
    }
  }

  Threshold read() {
    Scope scope = scope();
    Measure measure = measure();
    requireFitting(scope, measure);
    Comparison comparison = comparison();
    double limit = limit(measure.unit());
    Duration over = over();
    if (measure instanceof Measure.Lag && over != null) {
      throw wrong("the generator's lag is judged over the whole run; leave out 'over'");
    }
    if (next < words.size()) {
      throw unwanted("the condition is complete before it");
    }
    return new Threshold(text, scope, measure, comparison, limit, over);
  }

  private Scope scope() {
    Scope scope = Scope.ALL;
    for (String word = peek(); word != null && word.contains("="); word = peek()) {
      if (word.length() <= 2 && Comparison.of(word) != null) {
        break;
      }
      String name = word.substring(0, word.indexOf('=')).toLowerCase(Locale.ROOT);
      String value = word.substring(word.indexOf('=') + 1);
      if (value.isEmpty()) {
        throw unwanted("a name is missing after '='");
      }
      scope = with(scope, name, value);
      next++;
    }
    return scope;
  }

  private Scope with(Scope scope, String name, String value) {
    String before =
        switch (name) {
          case "tenant" -> scope.tenant();
          case "operation" -> scope.operation();
          case "outcome" -> scope.outcome();
          default ->
              throw unwanted(
                  "requests are selected by tenant=, operation= or outcome=, not by " + name + "=");
        };
    if (before != null) {
      throw unwanted(name + "= stands twice");
    }
    if (name.equals("outcome") && !Endings.TIMED.contains(value)) {
      throw unwanted("response times have outcome=" + String.join("|", Endings.TIMED));
    }
    return switch (name) {
      case "tenant" -> new Scope(value, scope.operation(), scope.outcome());
      case "operation" -> new Scope(scope.tenant(), value, scope.outcome());
      default -> new Scope(scope.tenant(), scope.operation(), value);
    };
  }

  private Measure measure() {
    String word = need("what is measured", MEASURES).toLowerCase(Locale.ROOT);
    if (word.equals("lag")) {
      next++;
      String of = need("a percentile of the lag", "write lag p99 or lag max");
      double percentile = percentile(of.toLowerCase(Locale.ROOT));
      if (!Measure.Lag.PERCENTILES.contains(percentile)) {
        throw unwanted("of the lag there are p50, p90, p99, p99.9 and max");
      }
      next++;
      return new Measure.Lag(percentile);
    }
    Set<String> endings = Endings.BY_WORD.get(word);
    if (endings != null) {
      next++;
      return rateOrCount(word, endings);
    }
    Measure measure =
        switch (word) {
          case "throughput" -> new Measure.Speed(Set.of(Endings.OK));
          case "achieved" -> new Measure.Speed(Endings.SENT);
          default -> new Measure.ResponseTime(percentile(word));
        };
    next++;
    return measure;
  }

  private Measure rateOrCount(String word, Set<String> endings) {
    String example = "write '" + word + " rate > 1%' or '" + word + " count > 10'";
    String kind = need("rate or count", example).toLowerCase(Locale.ROOT);
    Measure measure =
        switch (kind) {
          case "rate" -> new Measure.Share(endings);
          case "count" -> new Measure.Count(endings);
          default -> throw unwanted(example);
        };
    next++;
    return measure;
  }

  private double percentile(String word) {
    Matcher matcher = PERCENTILE.matcher(word);
    if (word.equals("max")) {
      return 100;
    }
    if (matcher.matches() && Double.parseDouble(matcher.group(1)) > 0) {
      return Double.parseDouble(matcher.group(1));
    }
    Matcher digits = DIGITS_ONLY.matcher(word);
    if (word.equals("p100")) {
      throw unwanted("write max");
    }
    if (digits.matches()) {
      throw unwanted("write p" + digits.group(1) + "." + digits.group(2));
    }
    throw unwanted("that is nothing to measure; " + MEASURES);
  }

  private void requireFitting(Scope scope, Measure measure) {
    if (measure instanceof Measure.Lag && !scope.equals(Scope.ALL)) {
      throw wrong("the lag is the generator's own, so no requests can be selected for it");
    }
    if (scope.outcome() != null && !(measure instanceof Measure.ResponseTime)) {
      throw wrong(
          "outcome= selects response times; rates and counts name their outcome themselves");
    }
  }

  private Comparison comparison() {
    String word = need("a comparison", "write one of < <= > >=");
    Comparison comparison = Comparison.of(word);
    if (comparison == null) {
      throw unwanted("a comparison belongs here; write one of < <= > >=");
    }
    next++;
    return comparison;
  }

  private double limit(ValueUnit unit) {
    String word = need("a value", "that must be " + unit.description());
    OptionalDouble value = unit.parse(word);
    if (value.isEmpty()) {
      throw unwanted("that is not " + unit.description());
    }
    next++;
    return value.getAsDouble();
  }

  private @Nullable Duration over() {
    String word = peek();
    if (word == null) {
      return null;
    }
    if (!word.equalsIgnoreCase("over")) {
      throw unwanted("only 'over TIME' can follow the value");
    }
    next++;
    String time = need("the length of the windows", "write over 10s");
    Duration over;
    try {
      over = Durations.parse(time);
    } catch (IllegalArgumentException _) {
      throw unwanted("that is not a time; write a number and a unit, such as 10s");
    }
    if (over.isZero() || over.toMillisPart() != 0 || over.compareTo(LONGEST_WINDOW) > 0) {
      throw unwanted("windows are whole seconds, 1s to " + Durations.format(LONGEST_WINDOW));
    }
    next++;
    return over;
  }

  private @Nullable String peek() {
    return next < words.size() ? words.get(next) : null;
  }

  private String need(String what, String example) {
    String word = peek();
    if (word == null) {
      String after = words.isEmpty() ? "" : " after '" + words.getLast() + "'";
      throw wrong(what + " is missing" + after + "; " + example);
    }
    return word;
  }

  private IllegalArgumentException unwanted(String why) {
    return wrong("'" + words.get(next) + "' (word " + (next + 1) + "): " + why);
  }

  private IllegalArgumentException wrong(String what) {
    return new IllegalArgumentException("in '" + text + "': " + what);
  }
}
