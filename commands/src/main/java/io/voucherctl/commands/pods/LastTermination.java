package io.voucherctl.commands.pods;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A container's newest termination and what it means. */
public record LastTermination(
    @Nullable String reason,
    int exitCode,
    String cause,
    @Nullable Instant startedAt,
    @Nullable Instant finishedAt,
    @Nullable Long ranSeconds) {

  static LastTermination of(Termination end, List<PodEvent> events) {
    return new LastTermination(
        end.reason(),
        end.exitCode(),
        Cause.of(end, events),
        end.startedAt(),
        end.finishedAt(),
        end.ranSeconds());
  }
}
