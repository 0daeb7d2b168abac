package io.voucherctl.commands.load;

import io.voucherctl.commands.console.OutputOptions;
import io.voucherctl.commands.console.Progress;
import io.voucherctl.commands.console.RedrawnBlock;
import io.voucherctl.commands.console.Screen;
import io.voucherctl.commands.console.Talk;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * One load from preparation to judged report, shown while it goes on: on a terminal as a view that
 * redraws itself and listens to keys, elsewhere as a line each second.
 */
final class WatchedLoad {
  private final LoadPorts ports;
  private final OutputOptions output;

  WatchedLoad(LoadPorts ports, OutputOptions output) {
    this.ports = ports;
    this.output = output;
  }

  /** Runs the load, shows its report and returns the exit code. */
  int answer(LoadJob job, QuotaCheckOptions quotas) {
    LoadChecks checks = LoadChecks.of(job, quotas.quotas(), quotas.source(ports.clusters()));
    return output.show(run(job, checks), new LoadView());
  }

  private LoadReport run(LoadJob job, LoadChecks checks) {
    Talk talk = output.talk();
    try (LoadSession session = ports.sessions().apply(job.target())) {
      session.seed(job.codes(), job.plan().seed(), talk);
      return run(session, job, checks, talk);
    } finally {
      talk.done();
    }
  }

  private LoadReport run(LoadSession session, LoadJob job, LoadChecks checks, Talk talk) {
    Path file = job.report();
    if (file == null) {
      return shown(session, job.plan(), checks, List.of(), talk);
    }
    ReportPage page = new ReportPage(file, job, ports.clock(), ports.version());
    LoadReport report = shown(session, job.plan(), checks, List.of(page), talk);
    page.write(report);
    return report;
  }

  private LoadReport shown(
      LoadSession session,
      LoadPlan plan,
      LoadChecks checks,
      List<RunObserver> observers,
      Talk talk) {
    RedrawnBlock block = output.block();
    Screen screen = block == null ? null : ports.screens().get();
    if (block == null || screen == null) {
      LoadWatch watch = new LoadWatch(plan, checks, ports.clock(), null, null);
      return judged(session, plan, watch, observers, talk);
    }
    ports.onStop().accept(block::release);
    ports.onStop().accept(screen::close);
    talk.done();
    try (screen;
        block) {
      LoadWatch watch = new LoadWatch(plan, checks, ports.clock(), block, screen);
      return judged(session, plan, watch, observers, Progress.NONE);
    }
  }

  private static LoadReport judged(
      LoadSession session,
      LoadPlan plan,
      LoadWatch watch,
      List<RunObserver> observers,
      Progress progress) {
    List<RunObserver> all = new ArrayList<>(observers);
    all.add(watch);
    return watch.judge(session.run(plan, all, watch.control(), progress));
  }
}
