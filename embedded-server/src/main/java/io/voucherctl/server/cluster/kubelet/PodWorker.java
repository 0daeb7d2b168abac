package io.voucherctl.server.cluster.kubelet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voucherctl.server.cluster.EventRecorder;
import io.voucherctl.server.cluster.EventRecorder.EventType;
import io.voucherctl.server.cluster.EventRecorder.Happening;
import io.voucherctl.server.cluster.EventRecorder.Subject;
import io.voucherctl.server.cluster.ObjectStore;
import io.voucherctl.server.cluster.kubelet.ContainerLife.Gate;
import io.voucherctl.server.cluster.kubelet.PodVolumes.Problem;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes care of one pod until it is gone: reads letters, looks at the store, advances the
 * containers, writes the status. All of it on one virtual thread; others only post letters.
 */
final class PodWorker implements Runnable {
  /** What all workers of a kubelet share. */
  record Shared(
      ObjectStore store,
      EventRecorder events,
      ContainerRuntime runtime,
      KubeletPlan plan,
      InstantSource clock,
      HostPorts ports,
      Consumer<PodWorker> ended) {}

  private static final Logger LOG = LoggerFactory.getLogger(PodWorker.class);
  private static final Duration IDLE = Duration.ofSeconds(60);

  private final Shared shared;
  private final PodId pod;
  private final PodDirectory directory;
  private final Admission admission;
  private final PodReport report;

  /** Short: looks are posted once at a time, a run has one exit, a probe one result a period. */
  private final BlockingQueue<Letter> mailbox = new LinkedBlockingQueue<>();

  private final AtomicBoolean lookPosted = new AtomicBoolean();

  private @Nullable PodSpec spec;
  private @Nullable PodVolumes volumes;
  private final List<ContainerLife> containers = new ArrayList<>();
  private Optional<Problem> mountProblem = Optional.empty();
  private Gate gate = new Gate.Open();
  private boolean keep;
  private boolean finished;

  PodWorker(Shared shared, PodId pod) {
    this.shared = shared;
    this.pod = pod;
    this.directory = PodDirectory.of(shared.plan().state(), pod);
    this.admission =
        new Admission(shared.store(), shared.events(), shared.plan(), shared.ports(), pod);
    this.report = new PodReport(shared.store(), pod);
  }

  PodDirectory directory() {
    return directory;
  }

  /** Never blocks. */
  void look() {
    if (lookPosted.compareAndSet(false, true)) {
      mailbox.add(new Letter.Look());
    }
  }

  void close(Duration grace) {
    mailbox.add(new Letter.Close(grace));
  }

  @Override
  public void run() {
    try {
      while (!finished) {
        Letter letter = mailbox.poll(untilDue().toMillis(), TimeUnit.MILLISECONDS);
        if (letter != null) {
          deliver(letter);
        }
        work();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      LOG.error("pod {}: its worker failed", pod, e);
    } finally {
      containers.forEach(ContainerLife::kill);
      admission.release();
      removeVolumes();
      shared.ended().accept(this);
    }
  }

  private void deliver(Letter letter) {
    Instant now = shared.clock().instant();
    switch (letter) {
      case Letter.Look() -> lookPosted.set(false);
      case Letter.Exited exit -> {
        containers.stream().filter(c -> c.is(exit.container())).forEach(c -> c.exited(exit));
        publish(now); // the end is seen even when the next start follows at once
      }
      case Letter.Probed probe ->
          containers.stream()
              .filter(c -> c.is(probe.container()))
              .forEach(c -> c.probed(probe, now, grace()));
      case Letter.Close(Duration grace) -> {
        keep = true;
        stop(now, grace);
      }
    }
  }

  private void work() {
    Instant now = shared.clock().instant();
    Optional<ObjectNode> found = shared.store().find(pod.key()).filter(pod::is);
    if (gate instanceof Gate.Open) {
      found.ifPresentOrElse(object -> follow(object, now), () -> stop(now, grace()));
    }
    Gate effective = gate instanceof Gate.Open ? volumesShown() : gate;
    containers.forEach(container -> container.advance(now, effective));
    publish(now);
    if (gate instanceof Gate.Closed && containers.stream().noneMatch(ContainerLife::running)) {
      finished = true;
      if (found.isPresent() && !keep) {
        shared.store().delete(pod.key());
      }
    }
  }

  private void follow(ObjectNode object, Instant now) {
    JsonNode metadata = object.path("metadata");
    if (metadata.hasNonNull("deletionTimestamp")) {
      long seconds = metadata.path("deletionGracePeriodSeconds").asLong(grace().toSeconds());
      stop(now, Duration.ofSeconds(Math.clamp(seconds, 0, 3_600)));
    } else if (spec == null) {
      admit(object, now);
    }
  }

  private void admit(ObjectNode object, Instant now) {
    try {
      PodSpec.of(object); // before anything is taken for it
      Optional<String> waits = admission.admit(object);
      if (waits.isPresent()) {
        refuse(object, waits.get(), now);
        return;
      }
      ObjectNode admitted = shared.store().find(pod.key()).filter(pod::is).orElse(object);
      begin(PodSpec.of(admitted));
    } catch (IllegalArgumentException e) {
      refuse(object, String.valueOf(e.getMessage()), now);
    }
  }

  private void begin(PodSpec admitted) {
    PodVolumes shown =
        new PodVolumes(shared.store(), pod, admitted.volumes(), directory, shared.clock());
    spec = admitted;
    volumes = shown;
    Launcher launcher =
        new ProcessLauncher(
            pod, shared.plan(), shared.runtime(), shown::path, shared.clock(), mailbox::add);
    for (ContainerSpec container : admitted.containers()) {
      Subject subject = pod.container(container.name());
      containers.add(
          new ContainerLife(
              pod,
              container,
              admitted.restartPolicy(),
              new BackOff(shared.plan().backOffUnit(), shared.plan().backOffCap()),
              launcher,
              (type, reason, message) -> record(subject, type, reason, message)));
    }
  }

  /** The pod waits and says why; it is tried again whenever something changes. */
  private void refuse(ObjectNode object, String why, Instant now) {
    if (report.writeRefusal(object, why, now)) {
      record(pod.subject(), EventType.WARNING, "Failed", "Error: " + why);
    }
  }

  private Gate volumesShown() {
    Optional<Problem> problem = volumes == null ? Optional.empty() : volumes.refresh();
    if (problem.isPresent() && !problem.equals(mountProblem)) {
      String what = "MountVolume.SetUp failed for volume \"" + problem.get().volume() + "\" : ";
      record(pod.subject(), EventType.WARNING, "FailedMount", what + problem.get().why());
    }
    mountProblem = problem;
    return problem.<Gate>map(found -> new Gate.Blocked(found.why())).orElse(gate);
  }

  private void stop(Instant now, Duration grace) {
    gate = new Gate.Closed();
    containers.forEach(container -> container.stop(now, grace));
  }

  private void publish(Instant now) {
    if (spec != null) {
      List<ContainerStatus> statuses = containers.stream().map(ContainerLife::status).toList();
      report.write(spec.restartPolicy(), statuses, now);
    }
  }

  private void record(Subject subject, EventType type, String reason, String message) {
    shared.events().record(subject, new Happening(type, "kubelet", reason, message));
  }

  private Duration grace() {
    return spec == null ? Duration.ZERO : spec.grace();
  }

  private Duration untilDue() {
    Instant now = shared.clock().instant();
    return containers.stream()
        .flatMap(container -> container.due().stream())
        .map(due -> Duration.between(now, due).plusMillis(1)) // poll counts whole milliseconds
        .min(Duration::compareTo)
        .filter(wait -> wait.compareTo(IDLE) < 0)
        .orElse(IDLE);
  }

  private void removeVolumes() {
    try {
      directory.removeVolumes();
    } catch (IOException e) {
      LOG.warn("pod {}: its volumes stay behind: {}", pod, e.toString());
    }
  }
}
