package io.voucherctl.server.gateway;

import io.voucherctl.server.quota.Credentials;
import io.voucherctl.server.quota.InvalidEntry;
import io.voucherctl.server.quota.QuotaBook;
import io.voucherctl.server.quota.Roster;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The credentials and quotas in force. Written by the watches, read by every request without a
 * lock.
 */
final class Standing {
  private static final Logger LOG = LoggerFactory.getLogger(Standing.class);

  /** A book and the moment it came into force. */
  record InForce(QuotaBook book, Instant since) {}

  private final Accounts accounts;
  private final GatewayStatistics statistics;
  private final InstantSource clock;
  private final boolean quotasComeWithTheRoster;
  private @Nullable Roster roster;
  private volatile Credentials credentials = Credentials.NONE;
  private volatile InForce quotas;
  private volatile @Nullable Instant nextEnd;
  private volatile boolean rosterRead;
  private volatile boolean quotasRead;

  Standing(
      Accounts accounts,
      GatewayStatistics statistics,
      InstantSource clock,
      boolean quotasComeWithTheRoster) {
    this.accounts = accounts;
    this.statistics = statistics;
    this.clock = clock;
    this.quotasComeWithTheRoster = quotasComeWithTheRoster;
    this.quotas = new InForce(QuotaBook.BUILT_IN, clock.instant());
  }

  Credentials credentials() {
    return credentials;
  }

  /** Null for a tenant that has just left. */
  @Nullable Account account(String tenant) {
    return accounts.of(tenant);
  }

  /** A tenant's quota; negative for one that is not known. */
  double quotaPerSecond(String tenant) {
    Account account = accounts.of(tenant);
    return account == null ? -1 : account.quota().limit().rate().perSecond();
  }

  InForce quotas() {
    return quotas;
  }

  /** True once tenants and quotas have been read: before that nobody should send requests here. */
  boolean isComplete() {
    return rosterRead && quotasRead;
  }

  synchronized void put(Roster next) {
    for (InvalidEntry entry : next.keys().invalid()) {
      LOG.warn("keys of {} are not taken over: {}", entry.tenant(), entry.reason());
    }
    roster = next;
    rosterRead = true;
    if (quotasComeWithTheRoster) {
      put(next.quotas());
    } else {
      settle(next);
    }
  }

  synchronized void put(QuotaBook next) {
    for (InvalidEntry entry : next.invalid()) {
      LOG.warn("quota of {} is not taken over: {}", entry.tenant(), entry.reason());
    }
    if (!next.equals(quotas.book())) {
      quotas = new InForce(next, clock.instant());
    }
    quotasRead = true;
    if (roster != null) {
      settle(roster);
    }
  }

  /** Lets what leases fall back to come into force, when one has run out. */
  void endLeases() {
    Instant end = nextEnd;
    if (end != null && !clock.instant().isBefore(end)) {
      settleAgain();
    }
  }

  private synchronized void settleAgain() {
    if (roster != null) {
      settle(roster);
    }
  }

  /** Accounts and rows first: a tenant that is let in finds them there. */
  private void settle(Roster now) {
    Instant moment = clock.instant();
    nextEnd = quotas.book().nextEnd(moment);
    accounts.put(now.keys().tenants(), quotas.book(), moment);
    statistics.put(now.keys().tenants());
    credentials = Credentials.of(now.keys());
  }
}
