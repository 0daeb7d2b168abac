package io.voucherctl.commands.load;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The ways a request ends, by the words that intervals and thresholds have for them: the outcomes
 * themselves, and {@code error} for everything that is neither ok nor rejected.
 */
final class Endings {
  static final String OK = "ok";
  static final String REJECTED = "rejected";
  static final String FAILED = "failed";
  static final String TIMEOUT = "timeout";
  static final String REFUSED = "refused";
  static final String RESET = "reset";
  static final String DROPPED = "dropped";

  /** Those that took a time: percentiles of response times are over them and no others. */
  static final List<String> TIMED = List.of(OK, REJECTED, FAILED, TIMEOUT);

  static final Set<String> SENT = Set.of(OK, REJECTED, FAILED, TIMEOUT, REFUSED, RESET);
  static final Set<String> ERRORS = Set.of(FAILED, TIMEOUT, REFUSED, RESET, DROPPED);

  /** What may stand before {@code rate} and {@code count}. */
  static final Map<String, Set<String>> BY_WORD = byWord();

  private Endings() {}

  private static Map<String, Set<String>> byWord() {
    Map<String, Set<String>> words = new LinkedHashMap<>();
    words.put("error", ERRORS);
    for (String word : List.of(OK, REJECTED, FAILED, TIMEOUT, REFUSED, RESET, DROPPED)) {
      words.put(word, Set.of(word));
    }
    return words;
  }
}
