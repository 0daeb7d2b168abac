package io.voucherctl.commands.load;

import io.voucherctl.commands.latency.HlogWriter;

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
}
