package io.voucherctl.server.cluster.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voucherctl.server.cluster.EventRecorder;
import io.voucherctl.server.cluster.ObjectStore;
import io.voucherctl.server.cluster.ObjectStore.Watch;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deployment to ReplicaSets to pods. Each pass looks at everything and moves it a step towards what
 * is wanted; a change in the store, or time that matters, brings the next pass. What a deleted
 * owner leaves behind is not its business: the cluster's garbage collector takes it. One thread.
 */
public final class DeploymentController implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DeploymentController.class);
  private static final List<String> WATCHED = List.of("deployments", "replicasets", "pods");
  private static final Duration IDLE = Duration.ofSeconds(60);

  private final ObjectStore store;
  private final EventRecorder events;
  private final InstantSource clock;
  private final ReplicaSets replicaSets;
  private final BlockingQueue<Boolean> changed = new ArrayBlockingQueue<>(1);
  private final List<Watch> watches = new ArrayList<>();
  private @Nullable Thread thread;

  public DeploymentController(
      ObjectStore store, EventRecorder events, InstantSource clock, RandomGenerator random) {
    this.store = store;
    this.events = events;
    this.clock = clock;
    this.replicaSets = new ReplicaSets(store, events, random);
  }

  /** Begins to work, on a thread of its own. Called once. */
  public void start() {
    changed.add(true);
    long revision = store.revision();
    for (String resource : WATCHED) {
      watches.add(store.watch(resource, null, revision, change -> changed.offer(true)));
    }
    thread = Thread.ofVirtual().name("deployments").start(this::work);
  }

  private void work() {
    try {
      Duration wait = Duration.ZERO;
      while (true) {
        changed.poll(wait.toMillis(), TimeUnit.MILLISECONDS);
        Optional<Instant> due = reconcile();
        wait =
            due.map(at -> Duration.between(clock.instant(), at).plusMillis(1))
                .filter(until -> until.compareTo(IDLE) < 0)
                .orElse(IDLE);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // closed
    }
  }

  /** One pass. Returns when the next one is due if nothing changes before. */
  Optional<Instant> reconcile() {
    Instant now = clock.instant();
    forEach("deployments", deployment -> advance(deployment, now));
    Map<String, List<Replica>> replicas = replicasBySet();
    forEach(
        "replicasets",
        set -> replicaSets.advance(set, replicas.getOrDefault(uid(set), List.of()), now));
    Map<String, List<Replica>> after = replicasBySet();
    forEach(
        "deployments",
        deployment ->
            new Rollout(store, events, deployment, now)
                .writeStatus(setsOf(deployment), set -> of(after, set)));
    return nextDue(after, now);
  }

  private void advance(ObjectNode deployment, Instant now) {
    Map<String, List<Replica>> replicas = replicasBySet();
    new Rollout(store, events, deployment, now)
        .advance(setsOf(deployment), set -> of(replicas, set));
  }

  /** A broken object must not keep the others from being looked after. */
  private void forEach(String resource, Consumer<ObjectNode> action) {
    for (ObjectNode object : store.list(resource, null).items()) {
      try {
        action.accept(object);
      } catch (RuntimeException e) {
        LOG.warn("{} {}: {}", resource, object.path("metadata").path("name").asText(), e, e);
      }
    }
  }

  private List<ObjectNode> setsOf(ObjectNode deployment) {
    String namespace = deployment.path("metadata").path("namespace").asText();
    return store.list("replicasets", namespace).items().stream()
        .filter(set -> Owner.owns(deployment, set))
        .toList();
  }

  private Map<String, List<Replica>> replicasBySet() {
    Map<String, List<Replica>> replicas = new HashMap<>();
    for (ObjectNode pod : store.list("pods", null).items()) {
      Owner.of(pod)
          .ifPresent(owner ->
              replicas
                  .computeIfAbsent(owner.uid(), uid -> new ArrayList<>())
                  .add(new Replica(pod)));
    }
    return replicas;
  }

  private static List<Replica> of(Map<String, List<Replica>> replicas, JsonNode set) {
    return replicas.getOrDefault(uid(set), List.of());
  }

  /** The next pod to become available, or the next Deployment to become late. */
  private Optional<Instant> nextDue(Map<String, List<Replica>> replicas, Instant now) {
    List<Instant> dues = new ArrayList<>();
    for (ObjectNode set : store.list("replicasets", null).items()) {
      Duration minReady = ReplicaSets.minReady(set);
      of(replicas, set).forEach(pod -> pod.availableFrom(minReady).ifPresent(dues::add));
    }
    for (ObjectNode deployment : store.list("deployments", null).items()) {
      dues.add(DeploymentStatus.lateAt(deployment));
    }
    return dues.stream().filter(due -> due.isAfter(now)).min(Instant::compareTo);
  }

  private static String uid(JsonNode object) {
    return object.path("metadata").path("uid").asText();
  }

  /** Stops reconciling; the objects stay. */
  @Override
  public void close() {
    watches.forEach(Watch::close);
    if (thread != null) {
      thread.interrupt();
      try {
        thread.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
