package io.voucherctl.commands.drill;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.voucherctl.commands.exit.ExitCode;
import io.voucherctl.commands.load.LoadReport;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One stretch of the drill, and what the tenants saw in it.
 *
 * @param invalidReason why the load generator's own lateness spoils this phase's latencies, or
 *     null; its counts hold all the same
 * @param interrupted what ended it early, and the drill with it; or null
 */
record Phase(
    String name,
    Instant startedAt,
    double seconds,
    List<LoadReport.OfTenant> tenants,
    @Nullable String invalidReason,
    @JsonIgnore @Nullable ExitCode interrupted) {
  static final String BASELINE = "baseline";
  static final String FLOOD = "flood";
  static final String MITIGATION = "mitigation";
  static final String RECOVERY = "recovery";
}
