package io.voucherctl.server.cluster.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voucherctl.server.cluster.EventRecorder;
import io.voucherctl.server.cluster.EventRecorder.EventType;
import io.voucherctl.server.cluster.EventRecorder.Happening;
import io.voucherctl.server.cluster.EventRecorder.Subject;
import io.voucherctl.server.cluster.ObjectStore;
import io.voucherctl.server.cluster.deployment.RollingUpdate.Size;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Moves one Deployment a step: its ReplicaSets, their sizes, its status. Used by one thread. */
final class Rollout {
  private static final String REVISION = "deployment.kubernetes.io/revision";

  private final ObjectStore store;
  private final EventRecorder events;
  private final ObjectNode deployment;
  private final String namespace;
  private final String hash;
  private final int replicas;
  private final Instant now;

  Rollout(ObjectStore store, EventRecorder events, ObjectNode deployment, Instant now) {
    this.store = store;
    this.events = events;
    this.deployment = deployment;
    this.namespace = deployment.path("metadata").path("namespace").asText();
    this.hash = TemplateHash.of(deployment.path("spec").path("template"));
    this.replicas = ReplicaSets.replicas(deployment);
    this.now = now;
  }

  /**
   * Makes the ReplicaSet of the present template and resizes all of them as far as allowed.
   *
   * @param sets all ReplicaSets of this Deployment
   */
  void advance(List<ObjectNode> sets, Function<ObjectNode, List<Replica>> replicasOf) {
    Optional<ObjectNode> current = sets.stream().filter(this::isCurrent).findFirst();
    boolean paused = deployment.path("spec").path("paused").asBoolean(false);
    if (current.isEmpty()) {
      if (!paused) {
        create(sets); // sized on the next pass, which its creation brings
      }
      return;
    }
    adoptRevision(current.get(), sets);
    List<Size> old =
        sets.stream()
            .filter(set -> !isCurrent(set))
            .sorted(Comparator.comparingLong(Rollout::revision))
            .map(set -> size(set, replicasOf.apply(set)))
            .toList();
    Size size = size(current.get(), replicasOf.apply(current.get()));
    if (!paused || old.isEmpty()) {
      Strategy strategy = Strategy.of(deployment.path("spec"), replicas);
      new RollingUpdate(replicas, strategy).step(size, old).forEach(this::resize);
    }
    dropHistory(old);
  }

  void writeStatus(List<ObjectNode> sets, Function<ObjectNode, List<Replica>> replicasOf) {
    int updated = 0;
    int total = 0;
    int ready = 0;
    int available = 0;
    String current = name() + "-" + hash;
    for (ObjectNode set : sets) {
      List<Replica> active = replicasOf.apply(set).stream().filter(Replica::active).toList();
      total += active.size();
      updated += isCurrent(set) ? active.size() : 0;
      ready += (int) active.stream().filter(Replica::ready).count();
      available += available(active);
    }
    boolean tooMany = deployment.path("spec").path("replicas").asInt(1) > ReplicaSets.MOST;
    DeploymentStatus status =
        new DeploymentStatus(
            new DeploymentStatus.Counts(replicas, total, updated, ready, available, tooMany),
            Strategy.of(deployment.path("spec"), replicas),
            current,
            now);
    String uid = deployment.path("metadata").path("uid").asText();
    long generation = deployment.path("metadata").path("generation").asLong();
    store.edit(
        key("deployments", name()),
        object -> {
          JsonNode metadata = object.path("metadata");
          if (metadata.path("uid").asText().equals(uid)
              && metadata.path("generation").asLong() == generation) {
            object.set("status", status.write(object));
          }
          return object;
        });
  }

  private void create(List<ObjectNode> sets) {
    ObjectNode set = JsonNodeFactory.instance.objectNode();
    set.put("apiVersion", "apps/v1").put("kind", "ReplicaSet");
    JsonNode spec = deployment.path("spec");
    ObjectNode template =
        spec.path("template") instanceof ObjectNode given
            ? given.deepCopy()
            : JsonNodeFactory.instance.objectNode();
    ObjectNode labels = template.withObjectProperty("metadata").withObjectProperty("labels");
    labels.put(TemplateHash.LABEL, hash);
    ObjectNode metadata = set.putObject("metadata");
    metadata.set("labels", labels.deepCopy());
    metadata.putObject("annotations").put(REVISION, Long.toString(nextRevision(sets)));
    Owner.set(set, "Deployment", deployment);
    ObjectNode setSpec = set.putObject("spec").put("replicas", 0);
    setSpec.put("minReadySeconds", ReplicaSets.minReady(deployment).toSeconds());
    ObjectNode selector = setSpec.putObject("selector");
    if (spec.path("selector") instanceof ObjectNode given) {
      selector.setAll(given.deepCopy());
    }
    selector.withObjectProperty("matchLabels").put(TemplateHash.LABEL, hash);
    setSpec.set("template", template);
    store.create(key("replicasets", name() + "-" + hash), set);
  }

  /** A template that was there before takes the newest revision, as a rollback does. */
  private void adoptRevision(ObjectNode current, List<ObjectNode> sets) {
    boolean newest = sets.stream().allMatch(set -> revision(set) <= revision(current));
    String revision = Long.toString(newest ? revision(current) : nextRevision(sets));
    annotate("replicasets", current.path("metadata").path("name").asText(), revision);
    annotate("deployments", name(), revision);
  }

  private void annotate(String resource, String name, String revision) {
    store.edit(
        key(resource, name),
        object -> {
          ObjectNode metadata = object.withObjectProperty("metadata");
          metadata.withObjectProperty("annotations").put(REVISION, revision);
          return object;
        });
  }

  private void resize(String set, int size) {
    ObjectStore.Key key = key("replicasets", set);
    int before = store.find(key).map(ReplicaSets::replicas).orElse(size);
    store.edit(
        key,
        object -> {
          object.withObjectProperty("spec").put("replicas", size);
          return object;
        });
    String direction = size > before ? "up" : "down";
    Subject subject =
        new Subject(
            "apps/v1",
            "Deployment",
            namespace,
            name(),
            deployment.path("metadata").path("uid").asText(),
            "");
    String message =
        "Scaled " + direction + " replica set " + set + " from " + before + " to " + size;
    events.record(
        subject,
        new Happening(EventType.NORMAL, "deployment-controller", "ScalingReplicaSet", message));
  }

  private void dropHistory(List<Size> oldestFirst) {
    List<Size> empty =
        oldestFirst.stream().filter(set -> set.wanted() == 0 && set.pods() == 0).toList();
    int kept = Math.max(0, deployment.path("spec").path("revisionHistoryLimit").asInt(10));
    empty.stream()
        .limit(Math.max(0, empty.size() - kept))
        .forEach(set -> store.delete(key("replicasets", set.name())));
  }

  private Size size(ObjectNode set, List<Replica> replicas) {
    List<Replica> active = replicas.stream().filter(Replica::active).toList();
    String setName = set.path("metadata").path("name").asText();
    return new Size(setName, ReplicaSets.replicas(set), available(active), replicas.size());
  }

  private int available(List<Replica> active) {
    var minReady = ReplicaSets.minReady(deployment);
    return (int) active.stream().filter(pod -> ReplicaSets.available(pod, minReady, now)).count();
  }

  private boolean isCurrent(JsonNode set) {
    return set.path("metadata").path("labels").path(TemplateHash.LABEL).asText().equals(hash);
  }

  private static long nextRevision(List<ObjectNode> sets) {
    return sets.stream().mapToLong(Rollout::revision).max().orElse(0) + 1;
  }

  private static long revision(JsonNode set) {
    return set.path("metadata").path("annotations").path(REVISION).asLong();
  }

  private ObjectStore.Key key(String resource, String name) {
    return new ObjectStore.Key(resource, namespace, name);
  }

  private String name() {
    return deployment.path("metadata").path("name").asText();
  }
}
