package io.voucherctl.commands.quota;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** What a person may have meant. */
final class NearNames {
  private static final int SHOWN = 3;

  private NearNames() {}

  /** The nearest names, or all that are known when none is near. */
  static String hint(String kind, String name, Collection<String> known) {
    if (known.isEmpty()) {
      return "no " + kind + " is known";
    }
    int limit = Math.max(1, name.length() / 3);
    List<String> near =
        known.stream()
            .filter(other -> distance(name, other) <= limit)
            .sorted(Comparator.comparingInt(other -> distance(name, other)))
            .limit(SHOWN)
            .toList();
    return near.isEmpty()
        ? "known " + kind + "s: " + String.join(", ", known.stream().sorted().limit(20).toList())
        : "did you mean " + String.join(" or ", near) + "?";
  }

  /** Levenshtein's: how many letters to put in, take out or change. */
  static int distance(String from, String to) {
    int[] above = new int[to.length() + 1];
    for (int column = 0; column <= to.length(); column++) {
      above[column] = column;
    }
    for (int row = 1; row <= from.length(); row++) {
      int[] here = new int[to.length() + 1];
      here[0] = row;
      for (int column = 1; column <= to.length(); column++) {
        int same = from.charAt(row - 1) == to.charAt(column - 1) ? 0 : 1;
        int shorter = Math.min(here[column - 1], above[column]) + 1;
        here[column] = Math.min(shorter, above[column - 1] + same);
      }
      above = here;
    }
    return above[to.length()];
  }
}
