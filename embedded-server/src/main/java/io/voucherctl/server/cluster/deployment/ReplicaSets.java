package io.voucherctl.server.cluster.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voucherctl.server.cluster.EventRecorder;
import io.voucherctl.server.cluster.EventRecorder.EventType;
import io.voucherctl.server.cluster.EventRecorder.Happening;
import io.voucherctl.server.cluster.EventRecorder.Subject;
import io.voucherctl.server.cluster.ObjectStore;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.random.RandomGenerator;

/** Keeps each ReplicaSet at its number of pods and writes its status. Used by one thread. */
final class ReplicaSets {
  /** Each pod is a JVM on this machine. */
  static final int MOST = 100;

  private static final String SUFFIX = "bcdfghjklmnpqrstvwxz2456789"; // Kubernetes' rand.String
  private static final int SUFFIX_LENGTH = 5;

  private final ObjectStore store;
  private final EventRecorder events;
  private final RandomGenerator random;

  ReplicaSets(ObjectStore store, EventRecorder events, RandomGenerator random) {
    this.store = store;
    this.events = events;
    this.random = random;
  }

  static int replicas(JsonNode object) {
    return Math.clamp(object.path("spec").path("replicas").asInt(1), 0, MOST);
  }

  static Duration minReady(JsonNode object) {
    return Duration.ofSeconds(
        Math.clamp(object.path("spec").path("minReadySeconds").asInt(0), 0, 86_400));
  }

  /** Creates, deletes and replaces pods of {@code set}; {@code replicas} are all it has. */
  void advance(ObjectNode set, List<Replica> replicas, Instant now) {
    List<Replica> active = replicas.stream().filter(Replica::active).toList();
    replicas.stream().filter(Replica::ended).forEach(replica -> end(set, replica, now));
    int missing = replicas(set) - active.size();
    for (int i = 0; i < missing; i++) {
      create(set);
    }
    active.stream()
        .sorted(Replica.EXPENDABLE_FIRST)
        .limit(Math.max(0, -missing))
        .forEach(replica -> end(set, replica, now));
    writeStatus(set, active, now);
  }

  private void create(ObjectNode set) {
    JsonNode template = set.path("spec").path("template");
    ObjectNode pod = JsonNodeFactory.instance.objectNode();
    pod.put("apiVersion", "v1").put("kind", "Pod");
    ObjectNode metadata = pod.putObject("metadata");
    for (String field : List.of("labels", "annotations")) {
      if (template.path("metadata").path(field).isObject()) {
        metadata.set(field, template.path("metadata").path(field).deepCopy());
      }
    }
    String generateName = set.path("metadata").path("name").asText() + "-";
    metadata.put("generateName", generateName);
    Owner.set(pod, "ReplicaSet", set);
    ObjectNode spec = pod.putObject("spec");
    if (template.path("spec") instanceof ObjectNode wanted) {
      spec.setAll(wanted.deepCopy());
    }
    spec.put("restartPolicy", "Always"); // the only one that a Deployment's template may have
    pod.putObject("status").put("phase", "Pending");
    String name = generateName + suffix();
    store.create(new ObjectStore.Key("pods", namespace(set), name), pod);
    record(set, "SuccessfulCreate", "Created pod: " + name);
  }

  /** As {@code DELETE} on a pod does: its kubelet ends it and takes it away. */
  private void end(ObjectNode set, Replica replica, Instant now) {
    ObjectNode metadata = replica.pod().withObjectProperty("metadata");
    if (metadata.hasNonNull("deletionTimestamp")) {
      return;
    }
    String uid = metadata.path("uid").asText();
    long grace = replica.pod().path("spec").path("terminationGracePeriodSeconds").asLong(30);
    String at = now.plusSeconds(grace).truncatedTo(ChronoUnit.SECONDS).toString();
    ObjectStore.Key key = new ObjectStore.Key("pods", namespace(replica.pod()), replica.name());
    store.edit(
        key,
        pod -> {
          if (pod.path("metadata").path("uid").asText().equals(uid)) {
            pod.withObjectProperty("metadata")
                .put("deletionTimestamp", at)
                .put("deletionGracePeriodSeconds", grace);
          }
          return pod;
        });
    record(set, "SuccessfulDelete", "Deleted pod: " + replica.name());
  }

  private void writeStatus(ObjectNode set, List<Replica> active, Instant now) {
    Duration minReady = minReady(set);
    long ready = active.stream().filter(Replica::ready).count();
    long available = active.stream().filter(replica -> available(replica, minReady, now)).count();
    String name = set.path("metadata").path("name").asText();
    long generation = set.path("metadata").path("generation").asLong();
    store.edit(
        new ObjectStore.Key("replicasets", namespace(set), name),
        object -> {
          ObjectNode status = object.putObject("status").put("replicas", active.size());
          status.put("fullyLabeledReplicas", active.size());
          status.put("readyReplicas", ready).put("availableReplicas", available);
          status.put("observedGeneration", generation);
          return object;
        });
  }

  static boolean available(Replica replica, Duration minReady, Instant now) {
    return replica.availableFrom(minReady).filter(from -> !from.isAfter(now)).isPresent();
  }

  private String suffix() {
    StringBuilder suffix = new StringBuilder();
    for (int i = 0; i < SUFFIX_LENGTH; i++) {
      suffix.append(SUFFIX.charAt(random.nextInt(SUFFIX.length())));
    }
    return suffix.toString();
  }

  private void record(ObjectNode set, String reason, String message) {
    JsonNode metadata = set.path("metadata");
    Subject subject =
        new Subject(
            "apps/v1",
            "ReplicaSet",
            namespace(set),
            metadata.path("name").asText(),
            metadata.path("uid").asText(),
            "");
    events.record(
        subject, new Happening(EventType.NORMAL, "replicaset-controller", reason, message));
  }

  private static String namespace(JsonNode object) {
    return object.path("metadata").path("namespace").asText();
  }
}
