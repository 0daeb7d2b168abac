package io.voucherctl.commands.load;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Whether one tenant got no more than its quota allows.
 *
 * @param quota rate and burst as text; null when it is not known
 * @param admitted answers that only a request has that passed the limiter
 * @param perhaps requests that may have passed it: 5xx, timed out, reset, or given up unanswered
 * @param allowed the burst, and the rate for as long as admissions can have taken; null like the
 *     quota
 * @param exceededBy by how many more than allowed at least, in the whole run or in its worst
 *     stretch; 0 when it is not exceeded
 * @param fromSeconds where the stretch begins in which it was exceeded; null when it was not
 * @param reason why the verdict is unknown, or null
 */
public record ConservationResult(
    String tenant,
    Word verdict,
    @Nullable String quota,
    long admitted,
    long perhaps,
    @Nullable Long allowed,
    long exceededBy,
    @Nullable Double fromSeconds,
    @Nullable Double toSeconds,
    @Nullable String reason) {

  /** The verdict. */
  public enum Word {
    HOLDS,
    EXCEEDED,
    UNKNOWN;

    @JsonValue
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
