package io.voucherctl.commands.quota;

import io.voucherctl.commands.exit.Failure;
import io.voucherctl.server.quota.QuotaRule;
import io.voucherctl.server.quota.QuotaText;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes an entry away, with its lease.
 *
 * @param force a plan goes even when tenants are on it
 */
record UnsetQuota(boolean force) implements Alteration {
  private static final int SHOWN = 10;

  @Override
  public @Nullable QuotaRule of(Present present) {
    List<String> left = left(present);
    if (!left.isEmpty() && !force) {
      throw new Failure.BadInput(
          "tenants are on this plan: " + names(left),
          "give them another one first; --force leaves them with the default");
    }
    return null;
  }

  @Override
  public boolean clearsAway() {
    return true;
  }

  @Override
  public List<String> notes(Present present, @Nullable QuotaRule after) {
    List<String> left = left(present);
    return left.isEmpty()
        ? List.of()
        : List.of("these tenants name a plan that is not there any more: " + names(left));
  }

  private static List<String> left(Present present) {
    return present.isPlan()
        ? present.tenantsOn(present.key().substring(QuotaText.PLAN_PREFIX.length()))
        : List.of();
  }

  private static String names(List<String> tenants) {
    int more = tenants.size() - SHOWN;
    return String.join(", ", tenants.stream().limit(SHOWN).toList())
        + (more > 0 ? " and " + more + " more" : "");
  }
}
