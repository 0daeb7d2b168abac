package io.voucherctl.commands.drill;

import io.voucherctl.commands.load.LoadReport;
import java.time.Instant;
import java.util.List;

/** One stretch of the drill, and what the tenants saw in it. */
record Phase(String name, Instant startedAt, double seconds, List<LoadReport.OfTenant> tenants) {
  static final String BASELINE = "baseline";
  static final String FLOOD = "flood";
  static final String MITIGATION = "mitigation";
  static final String RECOVERY = "recovery";
}
