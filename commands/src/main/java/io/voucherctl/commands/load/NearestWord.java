package io.voucherctl.commands.load;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the word that somebody meant, by the number of typing mistakes (Levenshtein 1966). */
final class NearestWord {
  private static final int LONGEST = 100;

  private NearestWord() {}

  /** The known word with the fewest mistakes, or null when none is near. */
  static @Nullable String of(String typed, List<String> known) {
    if (typed.length() > LONGEST) {
      return null;
    }
    String best = null;
    int least = Math.max(2, typed.length() / 3) + 1;
    for (String word : known) {
      int mistakes = isShortFor(typed, word) ? 1 : distance(typed, word);
      if (mistakes < least && mistakes < word.length()) {
        least = mistakes;
        best = word;
      }
    }
    return best;
  }

  private static boolean isShortFor(String typed, String word) {
    return typed.length() >= 3 && word.startsWith(typed);
  }

  private static int distance(String one, String other) {
    int[] row = new int[other.length() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= one.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int replaced = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[other.length()];
  }
}
