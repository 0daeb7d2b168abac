package io.voucherctl.commands.quota;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One tenant's quota before and after an edit, as it is written: a lease that was over does not
 * count.
 *
 * @param before null when the tenant had no valid entry of its own
 * @param after null when it has none now
 * @param revision equal to {@code revisionBefore} when nothing was written
 * @param changed the edit makes a difference, whether or not it was written
 */
public record QuotaChange(
    String schema,
    String tenant,
    @Nullable Allowance before,
    @Nullable Allowance after,
    String revisionBefore,
    String revision,
    boolean dryRun,
    boolean changed,
    @Nullable String reason,
    @JsonIgnore List<String> notes) {
  public static final String SCHEMA = "voucherctl.quota-change/v1";

  /** Such as {@code changed} or {@code would change}. */
  String outcome() {
    if (!changed) {
      return "unchanged";
    }
    return dryRun ? "would change" : "changed";
  }
}
