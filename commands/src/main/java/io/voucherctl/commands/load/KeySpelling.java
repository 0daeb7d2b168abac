package io.voucherctl.commands.load;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Key distributions as they are typed: {@code zipf,exponent=1.1}. */
final class KeySpelling {
  private static final Pattern PERCENT = Pattern.compile("(\\d{1,3}(?:\\.\\d{1,9})?)%");
  private static final Pattern NUMBER = Pattern.compile("\\d{1,3}(?:\\.\\d{1,9})?");

  /** What stands behind the name of each distribution. */
  static final Map<String, Set<String>> PARTS =
      Map.of("uniform", Set.of(), "zipf", Set.of("exponent"), "hot", Set.of("share", "keys"));

  private KeySpelling() {}

  /** What is wrong is the message of an IllegalArgumentException. */
  static KeyDistribution parse(String text) {
    String[] parts = text.strip().split(",", -1);
    Set<String> known = PARTS.get(parts[0]);
    Map<String, String> values = new HashMap<>();
    for (int i = 1; i < parts.length; i++) {
      String[] pair = parts[i].strip().split("=", -1);
      if (pair.length != 2 || values.put(pair[0], pair[1]) != null) {
        throw refused(text);
      }
    }
    if (known == null || !known.containsAll(values.keySet())) {
      throw refused(text);
    }
    return of(parts[0], values);
  }

  /** From a name of {@link #PARTS} and its values as they are typed. */
  static KeyDistribution of(String name, Map<String, String> values) {
    return switch (name) {
      case "zipf" -> new KeyDistribution.Zipf(exponent(values.getOrDefault("exponent", "1")));
      case "hot" -> {
        String share = values.get("share");
        if (share == null) {
          throw new IllegalArgumentException("hot keys need a share, such as 90%");
        }
        yield new KeyDistribution.Hot(percent(share), keys(values.getOrDefault("keys", "1")));
      }
      default -> KeyDistribution.UNIFORM;
    };
  }

  private static double exponent(String text) {
    if (!NUMBER.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "'" + text + "' is not a zipf exponent; write a number such as 1.1");
    }
    return Double.parseDouble(text);
  }

  private static double percent(String text) {
    Matcher matcher = PERCENT.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("'" + text + "' is not a share; write one such as 90%");
    }
    return Double.parseDouble(matcher.group(1)) / 100;
  }

  private static int keys(String text) {
    if (!text.matches("\\d{1,6}")) {
      throw new IllegalArgumentException(
          "'" + text + "' is not a number of keys; write one such as 5");
    }
    return Integer.parseInt(text);
  }

  private static IllegalArgumentException refused(String text) {
    return new IllegalArgumentException(
        "'"
            + text
            + "' is not a key distribution; write uniform, zipf,exponent=1.1 or"
            + " hot,share=90%,keys=1");
  }
}
