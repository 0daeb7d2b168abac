package io.voucherctl.server.cluster.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Comparator;
import java.util.Optional;

/** A pod as its controllers see it. */
record Replica(ObjectNode pod) {
  /** Whom to lose first: not ready before ready, often restarted before not, young before old. */
  static final Comparator<Replica> EXPENDABLE_FIRST =
      Comparator.comparing(Replica::ready)
          .thenComparing(Replica::restarts, Comparator.reverseOrder())
          .thenComparing(Replica::created, Comparator.reverseOrder())
          .thenComparing(Replica::name);

  String name() {
    return pod.path("metadata").path("name").asText();
  }

  /** Neither ending nor ended. */
  boolean active() {
    return !pod.path("metadata").hasNonNull("deletionTimestamp") && !ended();
  }

  boolean ended() {
    String phase = pod.path("status").path("phase").asText();
    return phase.equals("Failed") || phase.equals("Succeeded");
  }

  boolean ready() {
    return readySince().isPresent();
  }

  /** When it counts as available: ready, and so for {@code minimum}. */
  Optional<Instant> availableFrom(Duration minimum) {
    return readySince().map(since -> since.plus(minimum));
  }

  private Optional<Instant> readySince() {
    for (JsonNode condition : pod.path("status").path("conditions")) {
      if (condition.path("type").asText().equals("Ready")
          && condition.path("status").asText().equals("True")) {
        return Optional.of(time(condition.path("lastTransitionTime")));
      }
    }
    return Optional.empty();
  }

  private int restarts() {
    int restarts = 0;
    for (JsonNode status : pod.path("status").path("containerStatuses")) {
      restarts += status.path("restartCount").asInt();
    }
    return restarts;
  }

  private Instant created() {
    return time(pod.path("metadata").path("creationTimestamp"));
  }

  private static Instant time(JsonNode text) {
    try {
      return Instant.parse(text.asText());
    } catch (DateTimeParseException e) {
      return Instant.EPOCH;
    }
  }
}
