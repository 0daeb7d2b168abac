package io.voucherctl.server.cluster.kubelet;

import java.util.List;

/** A child process. Holding it holds its tether. */
final class ProcessRun implements Launcher.Run {
  private final Process process;
  private volatile List<ProcessHandle> descendants = List.of();

  ProcessRun(Process process) {
    this.process = process;
  }

  @Override
  public String id() {
    return "process://" + process.pid();
  }

  /** Signals through the handle: {@code Process.destroy} would also close the pipes. */
  @Override
  public void terminate() {
    descendants = process.descendants().toList();
    process.toHandle().destroy();
    descendants.forEach(ProcessHandle::destroy);
  }

  @Override
  public void kill() {
    List<ProcessHandle> all = process.descendants().toList();
    process.toHandle().destroyForcibly();
    all.forEach(ProcessHandle::destroyForcibly);
  }

  /** What a terminated child left behind. A handle never mistakes a reused pid for its process. */
  void killOrphans() {
    descendants.forEach(ProcessHandle::destroyForcibly);
  }
}
