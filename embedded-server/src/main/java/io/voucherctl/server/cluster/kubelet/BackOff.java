package io.voucherctl.server.cluster.kubelet;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When a crashed container may start again: at once after the first crash, then {@code finishedAt}
 * plus unit, 2 units, 4 units ... up to the cap. Twice the cap between a restart and the next crash
 * forgets the past. This is the kubelet's {@code doBackOff} over client-go's {@code
 * flowcontrol.Backoff}, for one container. Used by one thread.
 */
final class BackOff {
  private final Duration unit;
  private final Duration cap;
  private @Nullable Duration step;
  private Instant restartedAt = Instant.EPOCH;

  BackOff(Duration unit, Duration cap) {
    this.unit = unit;
    this.cap = cap;
  }

  /** How long after {@code finishedAt} a container that ended then must wait; zero for not. */
  Duration waitAfter(Instant finishedAt) {
    return step == null || expired(finishedAt) ? Duration.ZERO : step;
  }

  /** The container that ended at {@code finishedAt} starts again now: the next wait is longer. */
  void restarted(Instant finishedAt, Instant now) {
    if (step == null || expired(finishedAt)) {
      step = unit;
    } else {
      Duration doubled = step.multipliedBy(2);
      step = doubled.compareTo(cap) < 0 ? doubled : cap;
    }
    restartedAt = now;
  }

  private boolean expired(Instant finishedAt) {
    return Duration.between(restartedAt, finishedAt).compareTo(cap.multipliedBy(2)) > 0;
  }

  /** The spelling of the kubelet's messages: {@code 10s}, {@code 1m20s}, {@code 5m0s}. */
  static String text(Duration duration) {
    if (duration.compareTo(Duration.ofSeconds(1)) < 0) {
      return duration.toMillis() + "ms";
    }
    String hours = duration.toHours() == 0 ? "" : duration.toHours() + "h";
    String minutes = duration.toMinutes() == 0 ? "" : duration.toMinutesPart() + "m";
    String fraction =
        duration.toMillisPart() == 0
            ? ""
            : "." + "%03d".formatted(duration.toMillisPart()).replaceAll("0+$", "");
    return hours + minutes + duration.toSecondsPart() + fraction + "s";
  }
}
