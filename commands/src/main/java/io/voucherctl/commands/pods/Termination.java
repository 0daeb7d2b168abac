package io.voucherctl.commands.pods;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a container's process ended, as its status says it.
 *
 * @param signal 0 when the status names none
 */
public record Termination(
    @Nullable String reason,
    int exitCode,
    int signal,
    @Nullable Instant startedAt,
    @Nullable Instant finishedAt) {

  /** Null when a moment is missing or they are the wrong way round. */
  @Nullable Long ranSeconds() {
    if (startedAt == null || finishedAt == null || finishedAt.isBefore(startedAt)) {
      return null;
    }
    return Duration.between(startedAt, finishedAt).toSeconds();
  }

  boolean hasReason(String word) {
    return word.equals(reason);
  }
}
