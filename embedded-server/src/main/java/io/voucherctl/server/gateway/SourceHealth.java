package io.voucherctl.server.gateway;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * When what is in force was last seen to be what its source says. Written by one watch, read by all
 * threads.
 */
final class SourceHealth {
  private record Now(
      @Nullable Instant confirmed, @Nullable Instant failing, @Nullable String problem) {}

  private final InstantSource clock;
  private volatile Now now = new Now(null, null, null);

  SourceHealth(InstantSource clock) {
    this.clock = clock;
  }

  void confirmed() {
    now = new Now(clock.instant(), null, null);
  }

  void failed(String problem) {
    Now before = now;
    Instant since = before.failing() == null ? clock.instant() : before.failing();
    now = new Now(before.confirmed(), since, problem);
  }

  /** When it was last confirmed; null when never. */
  @Nullable Instant confirmedAt() {
    return now.confirmed();
  }

  /** Whether the last look found what is in force. */
  boolean up() {
    return now.confirmed() != null && now.failing() == null;
  }

  GatewayStatus.SourceStatus status(Instant at) {
    Now last = now;
    Instant confirmed = last.confirmed();
    Instant failing = last.failing();
    String problem = last.problem();
    return new GatewayStatus.SourceStatus(
        confirmed == null ? null : confirmed.toString(),
        confirmed == null ? null : Math.max(0, Duration.between(confirmed, at).toSeconds()),
        failing == null ? null : failing.toString(),
        problem == null ? null : problem.lines().findFirst().orElse(""));
  }
}
