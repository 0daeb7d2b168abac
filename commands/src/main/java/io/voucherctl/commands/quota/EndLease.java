package io.voucherctl.commands.quota;

import io.voucherctl.server.quota.QuotaRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Ends a lease now; where none is running there is nothing to do. */
record EndLease() implements Alteration {
  @Override
  public @Nullable QuotaRule of(Present present) {
    QuotaRule rule = present.rule();
    return rule == null || rule.until() == null ? rule : rule.afterwards();
  }

  @Override
  public List<String> notes(Present present, @Nullable QuotaRule after) {
    return present.isLeased() ? List.of() : List.of(present.key() + " has no lease that runs");
  }
}
