package io.voucherctl.server.cluster.kubelet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voucherctl.server.cluster.EventRecorder;
import io.voucherctl.server.cluster.ObjectStore;
import io.voucherctl.server.cluster.ObjectStore.Change;
import io.voucherctl.server.cluster.ObjectStore.ChangeType;
import io.voucherctl.server.cluster.ObjectStore.Listing;
import io.voucherctl.server.cluster.ObjectStore.Watch;
import io.voucherctl.server.cluster.PodLogs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the pods of an object store as child processes on 127.0.0.1. Every pod without a node
 * becomes this kubelet's; there is no other scheduler. Safe for any number of threads.
 */
public final class Kubelet implements PodLogs, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Kubelet.class);
  private static final Duration AFTER_GRACE = Duration.ofSeconds(2);

  private final ObjectStore store;
  private final KubeletPlan plan;
  private final PodWorker.Shared shared;
  private final Map<String, PodWorker> workers = new ConcurrentHashMap<>();
  private final Map<PodWorker, Thread> threads = new ConcurrentHashMap<>();
  private final List<Watch> watches = new ArrayList<>();
  private volatile boolean closed;

  public Kubelet(
      ObjectStore store,
      EventRecorder events,
      ContainerRuntime runtime,
      KubeletPlan plan,
      InstantSource clock,
      RandomGenerator random) {
    this.store = store;
    this.plan = plan;
    this.shared =
        new PodWorker.Shared(
            store, events, runtime, plan, clock, new HostPorts(random), this::ended);
  }

  /**
   * Takes the pods that are there, and every later one. Called once.
   *
   * @throws IOException when the state directory cannot be used
   */
  public void start() throws IOException {
    PodDirectory.create(plan.state());
    PodDirectory.removeAllVolumes(plan.state());
    Listing pods = store.list("pods", null);
    pods.items().forEach(this::follow);
    watches.add(store.watch("pods", null, pods.revision(), this::podChanged));
    for (String source : List.of("configmaps", "secrets")) {
      watches.add(store.watch(source, null, pods.revision(), change -> lookAll()));
    }
  }

  private void podChanged(Change change) {
    if (change.type() != ChangeType.DELETED) {
      follow(change.object());
      return;
    }
    PodWorker worker = workers.get(PodId.of(change.object()).uid());
    if (worker != null) {
      worker.look();
    }
  }

  /** Called inside store writes: posts letters, nothing more. */
  private void follow(ObjectNode pod) {
    String node = pod.path("spec").path("nodeName").asText();
    if (closed || !(node.isEmpty() || node.equals(plan.nodeName()))) {
      return;
    }
    PodId id = PodId.of(pod);
    workers.computeIfAbsent(id.uid(), uid -> begin(id)).look();
  }

  private PodWorker begin(PodId id) {
    PodWorker worker = new PodWorker(shared, id);
    Thread thread = Thread.ofVirtual().name("pod-" + id.name()).unstarted(worker);
    threads.put(worker, thread); // before it can end
    thread.start();
    return worker;
  }

  private void lookAll() {
    workers.values().forEach(PodWorker::look);
  }

  private void ended(PodWorker worker) {
    workers.values().remove(worker);
    threads.remove(worker);
    lookAll(); // one may wait for a port that is free now
    bury();
  }

  private synchronized void bury() {
    try {
      PodDirectory.prune(plan.state(), this::lives, plan.keptPods());
    } catch (IOException | UncheckedIOException e) {
      LOG.warn("logs of deleted pods stay behind: {}", e.toString());
    }
  }

  private boolean lives(PodDirectory directory) {
    return workers.values().stream().anyMatch(worker -> worker.directory().equals(directory));
  }

  /**
   * The log of a container's newest run, or of the one before it, by the real kubelet's rules:
   * while a container waits for its restart, both are the run that crashed.
   */
  @Override
  public List<Path> files(PodLogs.Run run) {
    return store
        .find(new ObjectStore.Key("pods", run.namespace(), run.pod()))
        .filter(new PodId(run.namespace(), run.pod(), run.uid())::is)
        .map(pod -> files(pod, run))
        .orElse(List.of());
  }

  private List<Path> files(ObjectNode pod, PodLogs.Run run) {
    for (JsonNode status : pod.path("status").path("containerStatuses")) {
      if (status.path("name").asText().equals(run.container())) {
        boolean shown = !status.path("state").has("waiting");
        int newest = status.path("restartCount").asInt();
        Path directory = PodDirectory.of(plan.state(), PodId.of(pod)).container(run.container());
        return RunLog.files(directory, run.previous() && shown ? newest - 1 : newest);
      }
    }
    return List.of();
  }

  /** Stops every container: SIGTERM, the plan's grace, SIGKILL. The pods stay in the store. */
  @Override
  public void close() {
    closed = true;
    watches.forEach(Watch::close);
    try {
      stopAll();
      stopAll(); // a pod may have slipped in while the watches closed
    } catch (InterruptedException e) {
      threads.values().forEach(Thread::interrupt); // a worker kills its processes on its way out
      Thread.currentThread().interrupt();
    }
  }

  private void stopAll() throws InterruptedException {
    List<Thread> running = List.copyOf(threads.values());
    workers.values().forEach(worker -> worker.close(plan.closeGrace()));
    for (Thread thread : running) {
      if (!thread.join(plan.closeGrace().plus(AFTER_GRACE))) {
        LOG.warn("{} does not end", thread.getName());
      }
    }
  }
}
