package io.voucherctl.server.cluster.kubelet;

import io.voucherctl.server.cluster.EventRecorder.EventType;
import io.voucherctl.server.cluster.kubelet.ContainerStatus.Running;
import io.voucherctl.server.cluster.kubelet.ContainerStatus.State;
import io.voucherctl.server.cluster.kubelet.ContainerStatus.Terminated;
import io.voucherctl.server.cluster.kubelet.ContainerStatus.Waiting;
import io.voucherctl.server.cluster.kubelet.Letter.Exited;
import io.voucherctl.server.cluster.kubelet.Letter.ProbeKind;
import io.voucherctl.server.cluster.kubelet.Letter.Probed;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One container from first start to last end, over all its runs. Told what happened and what time
 * it is; starts and signals runs, and says what status to show. Used by its pod's thread alone.
 */
final class ContainerLife {
  /** Where events go; the subject is this container. */
  @FunctionalInterface
  interface Events {
    void record(EventType type, String reason, String message);
  }

  /** Whether a container that is not running may start now. */
  sealed interface Gate {
    record Open() implements Gate {}

    record Blocked(String why) implements Gate {}

    /** The pod is going away. */
    record Closed() implements Gate {}
  }

  private static final String CRASH_LOOP = "CrashLoopBackOff";

  private final PodId pod;
  private final ContainerSpec spec;
  private final RestartPolicy policy;
  private final BackOff backOff;
  private final Launcher launcher;
  private final Events events;

  private State state = new Waiting("ContainerCreating", "");
  private @Nullable Terminated last;
  private String containerId = "";
  private int restartCount;
  private boolean started;
  private boolean stopping;
  private boolean ready;
  private ProbeTally liveness;
  private ProbeTally readiness;
  private Launcher.@Nullable Run run;
  private @Nullable Instant killAt;

  ContainerLife(
      PodId pod,
      ContainerSpec spec,
      RestartPolicy policy,
      BackOff backOff,
      Launcher launcher,
      Events events) {
    this.pod = pod;
    this.spec = spec;
    this.policy = policy;
    this.backOff = backOff;
    this.launcher = launcher;
    this.events = events;
    this.liveness = new ProbeTally(spec.liveness(), true);
    this.readiness = new ProbeTally(spec.readiness(), false);
  }

  /** Does what is due at {@code now}: a start, the entry into back-off, a SIGKILL. */
  void advance(Instant now, Gate gate) {
    if (run != null) {
      if (killAt != null && !now.isBefore(killAt)) {
        run.kill();
        killAt = null; // once; the exit is only a matter of the kernel now
      }
      return;
    }
    if (gate instanceof Gate.Closed || over()) {
      return;
    }
    Terminated ended = last();
    Duration wait = ended == null ? Duration.ZERO : backOff.waitAfter(ended.finishedAt());
    if (ended != null && now.isBefore(ended.finishedAt().plus(wait))) {
      backOff(wait);
    } else if (gate instanceof Gate.Blocked(String why)) {
      block(why);
    } else {
      start(now);
    }
  }

  private void backOff(Duration wait) {
    String step = BackOff.text(wait);
    State waiting =
        new Waiting(
            CRASH_LOOP,
            "back-off " + step + " restarting failed container=" + spec.name() + " pod=" + pod);
    if (!state.equals(waiting)) {
      last = last();
      state = waiting;
      String what = "Back-off restarting failed container " + spec.name() + " in pod " + pod;
      events.record(EventType.WARNING, "BackOff", what);
    }
  }

  private void block(String why) {
    Waiting waiting = new Waiting("CreateContainerConfigError", why);
    if (!state.equals(waiting)) {
      last = last();
      state = waiting;
      events.record(EventType.WARNING, "Failed", "Error: " + why);
    }
  }

  private void start(Instant now) {
    last = last();
    if (last != null) {
      backOff.restarted(last.finishedAt(), now);
    }
    restartCount = started ? restartCount + 1 : 0;
    started = true;
    liveness = new ProbeTally(spec.liveness(), true);
    readiness = new ProbeTally(spec.readiness(), false);
    try {
      run = launcher.launch(spec, restartCount);
    } catch (IOException | IllegalArgumentException e) {
      String message = String.valueOf(e.getMessage());
      state = new Terminated(128, "StartError", message, now, now, "");
      events.record(EventType.WARNING, "Failed", "Error: " + message);
      return;
    }
    containerId = run.id();
    state = new Running(now);
    ready = spec.readiness() == null;
    events.record(EventType.NORMAL, "Created", "Created container: " + spec.name());
    events.record(EventType.NORMAL, "Started", "Started container " + spec.name());
  }

  void exited(Exited exit) {
    if (run == null || exit.run() != restartCount || !(state instanceof Running running)) {
      return;
    }
    run = null;
    killAt = null;
    ready = false;
    boolean failed = exit.exitCode() != 0;
    state =
        new Terminated(
            exit.exitCode(),
            failed ? "Error" : "Completed",
            failed && spec.logTellsWhy() ? exit.tail() : "",
            running.startedAt(),
            exit.at(),
            containerId);
  }

  /** A failed liveness probe, often enough, ends the run within {@code grace}. */
  void probed(Probed probe, Instant now, Duration grace) {
    boolean liveProbe = probe.kind() == ProbeKind.LIVENESS;
    if (run == null || probe.run() != restartCount || (liveProbe && killAt != null)) {
      return;
    }
    if (!probe.success()) {
      String what = probe.kind().word + " probe failed: " + probe.message();
      events.record(EventType.WARNING, "Unhealthy", what);
    }
    if (!liveProbe) {
      ready = readiness.add(probe.success());
    } else if (!liveness.add(probe.success())) {
      String what = "Container " + spec.name() + " failed liveness probe";
      end(now, grace, policy == RestartPolicy.NEVER ? what : what + ", will be restarted");
    }
  }

  /** The pod goes away: SIGTERM now, SIGKILL after {@code grace}. Again: with less grace. */
  void stop(Instant now, Duration grace) {
    if (run != null) {
      String why = stopping ? "" : "Stopping container " + spec.name();
      stopping = true;
      end(now, grace, why);
    }
  }

  private void end(Instant now, Duration grace, String why) {
    if (run == null) {
      return;
    }
    if (!why.isEmpty()) {
      events.record(EventType.NORMAL, "Killing", why);
    }
    Instant limit = now.plus(grace);
    killAt = killAt == null || limit.isBefore(killAt) ? limit : killAt;
    run.terminate();
  }

  /** Ends a run without ceremony, when there is no more time. */
  void kill() {
    if (run != null) {
      run.kill();
    }
  }

  /** When {@link #advance} has something to do that only time brings. */
  Optional<Instant> due() {
    if (run != null) {
      return Optional.ofNullable(killAt);
    }
    Terminated ended = last();
    boolean blocked = state instanceof Waiting waiting && !waiting.reason().equals(CRASH_LOOP);
    if (ended == null || blocked || over()) {
      return Optional.empty();
    }
    return Optional.of(ended.finishedAt().plus(backOff.waitAfter(ended.finishedAt())));
  }

  boolean running() {
    return run != null;
  }

  boolean is(String container) {
    return spec.name().equals(container);
  }

  ContainerStatus status() {
    return new ContainerStatus(
        spec.name(), spec.image(), containerId, ready, restartCount, state, last);
  }

  /** Ended, and never to start again. */
  private boolean over() {
    return state instanceof Terminated ended && !policy.restarts(ended.exitCode());
  }

  /** The newest termination, wherever it is shown. */
  private @Nullable Terminated last() {
    return state instanceof Terminated ended ? ended : last;
  }
}
