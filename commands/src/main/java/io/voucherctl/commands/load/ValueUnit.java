package io.voucherctl.commands.load;

import com.fasterxml.jackson.annotation.JsonValue;
import io.voucherctl.commands.latency.MicrosText;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How a value is written in a threshold, and how it is written back. */
public enum ValueUnit {
  /** Held in microseconds. */
  TIME("micros", "a time; write a number and a unit, such as 250ms or 1.5s"),
  /** Held in hundredths of the whole. */
  PERCENT("percent", "a share; write a number and %, such as 1%"),
  PER_SECOND("perSecond", "a rate; write a number and a unit, such as 45/s"),
  COUNT("count", "a count; write a whole number, such as 10");

  private static final Pattern NUMBER = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,6})?)(\\D*)");

  private final String word;
  private final String description;

  ValueUnit(String word, String description) {
    this.word = word;
    this.description = description;
  }

  /** Empty when the text is no value of this kind; see {@link #description}. */
  OptionalDouble parse(String text) {
    Matcher matcher = NUMBER.matcher(text.toLowerCase(Locale.ROOT));
    if (!matcher.matches()) {
      return OptionalDouble.empty();
    }
    double number = Double.parseDouble(matcher.group(1));
    double factor = factor(matcher.group(2));
    boolean usable =
        factor > 0 && (this != COUNT || !text.contains(".")) && (this != PERCENT || number <= 100);
    return usable ? OptionalDouble.of(number * factor) : OptionalDouble.empty();
  }

  /** What is wanted, and an example. */
  String description() {
    return description;
  }

  String format(double value) {
    return switch (this) {
      case TIME -> MicrosText.of(Math.round(value));
      case PERCENT -> plain(value) + "%";
      case PER_SECOND -> plain(value) + "/s";
      case COUNT -> Long.toString((long) value);
    };
  }

  /** As it stands in JSON, beside the number. */
  @JsonValue
  @Override
  public String toString() {
    return word;
  }

  private double factor(String unit) {
    return switch (this) {
      case TIME ->
          switch (unit) {
            case "us" -> 1;
            case "ms" -> 1_000;
            case "s" -> 1_000_000;
            case "m" -> 60_000_000;
            default -> 0;
          };
      case PERCENT -> unit.equals("%") ? 1 : 0;
      case PER_SECOND ->
          switch (unit) {
            case "/s" -> 1;
            case "/m" -> 1 / 60.0;
            case "/h" -> 1 / 3600.0;
            default -> 0;
          };
      case COUNT -> unit.isEmpty() ? 1 : 0;
    };
  }

  private static String plain(double value) {
    return BigDecimal.valueOf(value)
        .setScale(value < 1 ? 3 : 2, RoundingMode.HALF_UP)
        .stripTrailingZeros()
        .toPlainString();
  }
}
