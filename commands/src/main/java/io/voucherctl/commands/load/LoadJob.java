package io.voucherctl.commands.load;

import io.voucherctl.commands.exit.Failure;
import io.voucherctl.commands.latency.HlogWriter;
import io.voucherctl.commands.load.http.LoadTarget;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One {@code load} from preparation to report.
 *
 * @param codes vouchers to issue for each tenant, the same ones for the same seed of the plan
 * @param failIf what makes the run a failed one
 * @param abortIf what ends it early
 * @param report where a page about the run is written, or null
 */
record LoadJob(
    LoadTarget target,
    int codes,
    LoadPlan plan,
    List<Threshold> failIf,
    List<Threshold> abortIf,
    @Nullable Path report) {
  static final int DEFAULT_CODES = 200;

  LoadJob {
    failIf = List.copyOf(failIf);
    abortIf = List.copyOf(abortIf);
    requireCodes(codes, plan);
    if (plan.hlog() != null) {
      HlogWriter.requireWritable(plan.hlog());
    }
    if (report != null) {
      HlogWriter.requireWritable(report);
      if (report.equals(plan.hlog())) {
        throw new Failure.BadInput("the log and the report cannot be the same file " + report);
      }
    }
  }

  /** Without conditions and without a page. */
  LoadJob(LoadTarget target, int codes, LoadPlan plan) {
    this(target, codes, plan, List.of(), List.of(), null);
  }

  /** There are vouchers enough for every tenant's keys. */
  static void requireCodes(int codes, LoadPlan plan) {
    if (codes < 1 || codes > VoucherCodes.MAX) {
      throw new IllegalArgumentException(
          "codes must be 1 to " + VoucherCodes.MAX + ", not " + codes);
    }
    for (LoadPlan.TenantLoad load : plan.tenants()) {
      if (load.keys() instanceof KeyDistribution.Hot hot && hot.keys() > codes) {
        throw new IllegalArgumentException(
            "tenant "
                + load.tenant()
                + ": "
                + hot.keys()
                + " keys are hot, but it has only "
                + codes
                + " vouchers");
      }
    }
  }
}
