package io.voucherctl.cli.runbook;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Expected lines held against actual ones, with the fewest differences there can be. */
final class Comparison {
  private static final String ANY_LINES = "...";
  private static final String ANY_TEXT = "[..]";

  private final List<String> expected;
  private final List<String> actual;
  private final List<Pattern> patterns;

  /** Differences that remain from the i-th expected and the j-th actual line on. */
  private final int[][] rest;

  Comparison(List<String> expected, List<String> actual) {
    this.expected = List.copyOf(expected);
    this.actual = List.copyOf(actual);
    this.patterns = this.expected.stream().map(Comparison::pattern).toList();
    this.rest = new int[expected.size() + 1][actual.size() + 1];
    for (int i = expected.size(); i >= 0; i--) {
      for (int j = actual.size(); j >= 0; j--) {
        rest[i][j] = differences(i, j);
      }
    }
  }

  boolean fits() {
    return rest[0][0] == 0;
  }

  /** One row a line: {@code -} expected and missing, {@code +} there and not expected. */
  String diff() {
    StringBuilder rows = new StringBuilder();
    int i = 0;
    int j = 0;
    while (i < expected.size() || j < actual.size()) {
      if (isAnyLines(i) && rest[i][j] == rest[i + 1][j]) {
        i++;
      } else if (isAnyLines(i) || (isSame(i, j) && rest[i][j] == rest[i + 1][j + 1])) {
        rows.append("    ").append(actual.get(j)).append('\n');
        i += isAnyLines(i) ? 0 : 1;
        j++;
      } else if (i < expected.size() && rest[i][j] == rest[i + 1][j] + 1) {
        rows.append("  - ").append(expected.get(i)).append('\n');
        i++;
      } else {
        rows.append("  + ").append(actual.get(j)).append('\n');
        j++;
      }
    }
    return rows.toString();
  }

  private int differences(int i, int j) {
    if (isAnyLines(i)) {
      return j < actual.size() ? Math.min(rest[i + 1][j], rest[i][j + 1]) : rest[i + 1][j];
    }
    if (i == expected.size() || j == actual.size()) {
      return remaining(i) + actual.size() - j;
    }
    int without = 1 + Math.min(rest[i + 1][j], rest[i][j + 1]);
    return isSame(i, j) ? Math.min(rest[i + 1][j + 1], without) : without;
  }

  private int remaining(int from) {
    return (int) expected.stream().skip(from).filter(line -> !line.equals(ANY_LINES)).count();
  }

  private boolean isAnyLines(int i) {
    return i < expected.size() && expected.get(i).equals(ANY_LINES);
  }

  private boolean isSame(int i, int j) {
    return i < expected.size()
        && j < actual.size()
        && patterns.get(i).matcher(actual.get(j)).matches();
  }

  private static Pattern pattern(String line) {
    return Pattern.compile(
        Arrays.stream(line.split(Pattern.quote(ANY_TEXT), -1))
            .map(Pattern::quote)
            .collect(Collectors.joining(".*")),
        Pattern.DOTALL);
  }
}
