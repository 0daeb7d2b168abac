package io.voucherctl.commands.drill;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.voucherctl.commands.exit.ExitCode;
import io.voucherctl.commands.exit.Verdict;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The whole story.
 *
 * @param noisyTenant as found, not as planned; null when no gateway could be asked
 * @param backOffUnitSeconds first wait of the restart back-off: shortened, and said so
 * @param mitigation what was changed, in order
 */
record DrillReport(
    String schema,
    @Nullable String noisyTenant,
    boolean defect,
    double backOffUnitSeconds,
    List<Phase> phases,
    @Nullable Findings findings,
    List<Death> restarts,
    List<String> mitigation,
    Judgement.Word verdict,
    List<String> reasons)
    implements Verdict {
  static final String SCHEMA = "voucherctl.drill/v1";

  @Override
  @JsonIgnore
  public ExitCode exitCode() {
    ExitCode interrupted = phases.getLast().interrupted();
    if (interrupted != null) {
      return interrupted;
    }
    return verdict.good() ? ExitCode.OK : ExitCode.BREACHED;
  }
}
