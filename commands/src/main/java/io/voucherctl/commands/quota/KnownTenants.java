package io.voucherctl.commands.quota;

import java.util.Set;

/**
 * Tenants with credentials.
 *
 * @param complete false when the list could not be read
 */
public record KnownTenants(Set<String> ids, boolean complete) {
  public static final KnownTenants UNREADABLE = new KnownTenants(Set.of(), false);
}
