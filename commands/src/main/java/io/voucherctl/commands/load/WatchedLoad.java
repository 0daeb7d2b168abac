package io.voucherctl.commands.load;

import io.voucherctl.commands.console.OutputOptions;
import io.voucherctl.commands.console.Progress;
import io.voucherctl.commands.console.RedrawnBlock;
import io.voucherctl.commands.console.Screen;
import io.voucherctl.commands.console.Talk;
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

  LoadReport run(LoadJob job, LoadChecks checks) {
    Talk talk = output.talk();
    try (LoadSession session = ports.sessions().apply(job.target())) {
      session.seed(job.codes(), job.plan().seed(), talk);
      return run(session, job.plan(), checks, talk);
    } finally {
      talk.done();
    }
  }

  private LoadReport run(LoadSession session, LoadPlan plan, LoadChecks checks, Talk talk) {
    RedrawnBlock block = output.block();
    Screen screen = block == null ? null : ports.screens().get();
    if (block == null || screen == null) {
      return run(session, plan, new LoadWatch(plan, checks, ports.clock(), null, null), talk);
    }
    ports.onStop().accept(block::release);
    ports.onStop().accept(screen::close);
    talk.done();
    try (screen;
        block) {
      LoadWatch watch = new LoadWatch(plan, checks, ports.clock(), block, screen);
      return run(session, plan, watch, Progress.NONE);
    }
  }

  private static LoadReport run(
      LoadSession session, LoadPlan plan, LoadWatch watch, Progress progress) {
    return watch.judge(session.run(plan, List.of(watch), watch.control(), progress));
  }
}
