package io.voucherctl.commands.quota;

import io.voucherctl.commands.exit.Failure;
import io.voucherctl.server.quota.QuotaRule;

/**
 * Where quotas are kept. Every write names the revision it was decided on: if that is not the
 * current one any more, it is a {@link Failure.Conflict} and nothing is written.
 */
public interface QuotaStore {
  /** The revision before the first write ever. */
  String NO_REVISION = "0";

  /** Everything that is there, of one revision. */
  QuotaEntries list();

  /** The tenants that have credentials, whether or not they have a quota of their own. */
  KnownTenants tenants();

  /**
   * Writes one entry under the rule's key, leaves all others alone, and returns the new revision.
   */
  String replace(QuotaRule rule, String expectedRevision, ChangeNote note);

  /** Removes one entry, leaves all others alone, and returns the new revision. */
  String remove(String tenant, String expectedRevision, ChangeNote note);
}
