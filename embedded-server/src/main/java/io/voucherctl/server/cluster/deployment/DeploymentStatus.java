package io.voucherctl.server.cluster.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;

/**
 * A Deployment's status, computed from counts and the status before ({@code progress.go} and {@code
 * sync.go} of the deployment controller).
 */
final class DeploymentStatus {
  /**
   * Active pods of a Deployment.
   *
   * @param updated of the ReplicaSet that has the present template
   * @param tooMany more were asked for than this cluster runs
   */
  record Counts(int wanted, int total, int updated, int ready, int available, boolean tooMany) {
    boolean complete() {
      return updated == wanted && total == wanted && available == wanted;
    }
  }

  private final Counts counts;
  private final Strategy strategy;
  private final String set;
  private final Instant now;

  DeploymentStatus(Counts counts, Strategy strategy, String set, Instant now) {
    this.counts = counts;
    this.strategy = strategy;
    this.set = set;
    this.now = now;
  }

  ObjectNode write(JsonNode deployment) {
    JsonNode before = deployment.path("status");
    ObjectNode status = JsonNodeFactory.instance.objectNode();
    status.put("observedGeneration", deployment.path("metadata").path("generation").asLong());
    putUnlessZero(status, "replicas", counts.total());
    putUnlessZero(status, "updatedReplicas", counts.updated());
    putUnlessZero(status, "readyReplicas", counts.ready());
    putUnlessZero(status, "availableReplicas", counts.available());
    putUnlessZero(status, "unavailableReplicas", Math.max(0, missing()));
    ArrayNode conditions = status.putArray("conditions");
    available(conditions, before);
    progressing(conditions, before, deadline(deployment));
    if (counts.tooMany()) {
      String message = "this cluster runs at most " + ReplicaSets.MOST + " pods of a Deployment";
      condition(conditions, before, "ReplicaFailure", true, "FailedCreate", message, false);
    }
    return status;
  }

  private int missing() {
    return Math.max(counts.wanted(), counts.total()) - counts.available();
  }

  private void available(ArrayNode conditions, JsonNode before) {
    boolean enough = counts.available() >= counts.wanted() - strategy.maxUnavailable();
    condition(
        conditions,
        before,
        "Available",
        enough,
        enough ? "MinimumReplicasAvailable" : "MinimumReplicasUnavailable",
        "Deployment " + (enough ? "has" : "does not have") + " minimum availability.",
        false);
  }

  private void progressing(ArrayNode conditions, JsonNode before, Duration deadline) {
    JsonNode was = find(before, "Progressing");
    String reason = was.path("reason").asText();
    boolean rolledOut =
        reason.equals("NewReplicaSetAvailable")
            && counts.total() == counts.updated()
            && was.path("message").asText().contains('"' + set + '"');
    boolean moved = was.isMissingNode() || moved(before);
    String name = "ReplicaSet \"" + set + "\" ";
    if (counts.complete() || rolledOut) {
      String message = name + "has successfully progressed.";
      condition(conditions, before, "Progressing", true, "NewReplicaSetAvailable", message, moved);
    } else if (!moved && !reason.equals("NewReplicaSetAvailable") && late(was, deadline)) {
      String message = name + "has timed out progressing.";
      condition(
          conditions, before, "Progressing", false, "ProgressDeadlineExceeded", message, false);
    } else {
      String message = name + "is progressing.";
      condition(conditions, before, "Progressing", true, "ReplicaSetUpdated", message, moved);
    }
  }

  private boolean moved(JsonNode before) {
    int oldNow = counts.total() - counts.updated();
    int oldThen = before.path("replicas").asInt() - before.path("updatedReplicas").asInt();
    return counts.updated() > before.path("updatedReplicas").asInt()
        || oldNow < oldThen
        || counts.ready() > before.path("readyReplicas").asInt()
        || counts.available() > before.path("availableReplicas").asInt();
  }

  private boolean late(JsonNode was, Duration deadline) {
    return was.path("reason").asText().equals("ProgressDeadlineExceeded")
        || lateAt(was, deadline).isBefore(now);
  }

  /** When this Deployment counts as stuck, if nothing moves until then. */
  static Instant lateAt(JsonNode deployment) {
    return lateAt(find(deployment.path("status"), "Progressing"), deadline(deployment));
  }

  private static Instant lateAt(JsonNode condition, Duration deadline) {
    try {
      return Instant.parse(condition.path("lastUpdateTime").asText()).plus(deadline);
    } catch (DateTimeParseException e) {
      return Instant.MAX;
    }
  }

  private static Duration deadline(JsonNode deployment) {
    int seconds = deployment.path("spec").path("progressDeadlineSeconds").asInt(600);
    return Duration.ofSeconds(Math.max(1, seconds));
  }

  private void condition(
      ArrayNode conditions,
      JsonNode status,
      String type,
      boolean holds,
      String reason,
      String message,
      boolean moved) {
    JsonNode was = find(status, type);
    String word = holds ? "True" : "False";
    String time = now.truncatedTo(ChronoUnit.SECONDS).toString();
    boolean turned = !was.path("status").asText().equals(word);
    boolean changed = turned || moved || !was.path("reason").asText().equals(reason);
    conditions
        .addObject()
        .put("type", type)
        .put("status", word)
        .put("lastUpdateTime", changed ? time : was.path("lastUpdateTime").asText(time))
        .put("lastTransitionTime", turned ? time : was.path("lastTransitionTime").asText(time))
        .put("reason", reason)
        .put("message", message);
  }

  private static JsonNode find(JsonNode status, String type) {
    for (JsonNode condition : status.path("conditions")) {
      if (condition.path("type").asText().equals(type)) {
        return condition;
      }
    }
    return status.path("conditions").path(-1); // a missing node
  }

  private static void putUnlessZero(ObjectNode node, String field, int value) {
    if (value != 0) {
      node.put(field, value);
    }
  }
}
