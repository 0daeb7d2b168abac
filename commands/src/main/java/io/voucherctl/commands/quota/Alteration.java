package io.voucherctl.commands.quota;

import io.voucherctl.server.quota.QuotaRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an edit makes of what stands there. */
sealed interface Alteration permits SetQuota, EndLease, UnsetQuota {
  /** The rule to write; null for none. What cannot be done is a BadInput. */
  @Nullable QuotaRule of(Present present);

  /** Whether even an entry that has no effect, such as an invalid one, is to go. */
  default boolean clearsAway() {
    return false;
  }

  /** What the person may not expect. */
  default List<String> notes(Present present, @Nullable QuotaRule after) {
    return List.of();
  }
}
