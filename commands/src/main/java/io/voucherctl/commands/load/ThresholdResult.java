package io.voucherctl.commands.load;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What became of one threshold.
 *
 * @param seen the value of the whole run, or the worst of any window; null when nothing was judged
 * @param unit of {@code seen} and {@code limit}
 * @param samples how many requests {@code seen} is made of
 * @param fromSeconds where the run or the worst window begins, in measured time
 * @param breachedAtSeconds the end of the first window that breached; null without windows
 * @param reason why nothing was judged, or null
 */
public record ThresholdResult(
    String threshold,
    Word verdict,
    @Nullable Double seen,
    double limit,
    ValueUnit unit,
    long samples,
    double fromSeconds,
    double toSeconds,
    @Nullable Double breachedAtSeconds,
    @Nullable String reason) {

  /** The verdict. */
  public enum Word {
    PASSED,
    BREACHED,
    /** It never saw what it is about: that is no pass. */
    NOT_JUDGED;

    @JsonValue
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  static ThresholdResult notJudged(Threshold threshold, String reason) {
    return new ThresholdResult(
        threshold.text(),
        Word.NOT_JUDGED,
        null,
        threshold.limit(),
        threshold.measure().unit(),
        0,
        0,
        0,
        null,
        reason);
  }

  /** {@code seen} as people write it. */
  String seenText() {
    return seen == null ? "-" : unit.format(seen);
  }
}
