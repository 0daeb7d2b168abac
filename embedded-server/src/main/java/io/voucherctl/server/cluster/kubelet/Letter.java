package io.voucherctl.server.cluster.kubelet;

import java.time.Duration;
import java.time.Instant;

/** What a pod's worker hears of. A run is named by its container and its restart count. */
sealed interface Letter {
  /** Something in the store may have changed: look again. */
  record Look() implements Letter {}

  /** A process ended; {@code tail} is the end of its log. */
  record Exited(String container, int run, int exitCode, Instant at, String tail)
      implements Letter {}

  record Probed(String container, int run, ProbeKind kind, boolean success, String message)
      implements Letter {}

  /** The kubelet closes: stop everything, leave the pod in the store. */
  record Close(Duration grace) implements Letter {}

  enum ProbeKind {
    LIVENESS("Liveness"),
    READINESS("Readiness");

    final String word;

    ProbeKind(String word) {
      this.word = word;
    }
  }
}
