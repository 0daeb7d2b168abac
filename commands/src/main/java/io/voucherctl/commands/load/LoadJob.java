package io.voucherctl.commands.load;

import io.voucherctl.commands.console.Progress;
import io.voucherctl.commands.latency.HlogWriter;
import java.util.function.Function;

/**
 * One {@code load} from preparation to report.
 *
 * @param codes vouchers to issue for each tenant, the same ones for the same seed of the plan
 */
record LoadJob(LoadTarget target, int codes, LoadPlan plan) {
  LoadJob {
    if (codes < 1 || codes > VoucherCodes.MAX) {
      throw new IllegalArgumentException("codes must be 1 to " + VoucherCodes.MAX);
    }
    if (plan.hlog() != null) {
      HlogWriter.requireWritable(plan.hlog());
    }
  }

  LoadReport run(Function<LoadTarget, LoadSession> sessions, Progress progress) {
    try (LoadSession session = sessions.apply(target)) {
      session.seed(codes, plan.seed(), progress);
      return session.run(plan, progress);
    }
  }
}
