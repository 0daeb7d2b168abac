package io.voucherctl.server.gateway;

import io.voucherctl.server.quota.Credentials;
import io.voucherctl.server.quota.FleetShare;
import io.voucherctl.server.quota.InvalidEntry;
import io.voucherctl.server.quota.QuotaBook;
import io.voucherctl.server.quota.Roster;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The credentials and quotas in force, and this gateway's share of them. Written by the watches,
 * read by every request without a lock.
 */
final class Standing implements Feed.Sink {
  private static final Logger LOG = LoggerFactory.getLogger(Standing.class);

  /** A book and the moment it came into force. */
  record InForce(QuotaBook book, Instant since) {}

  private final Accounts accounts;
  private final GatewayStatistics statistics;
  private final InstantSource clock;
  private final boolean quotasComeWithTheRoster;
  private final Map<Feed.Source, SourceHealth> health = new EnumMap<>(Feed.Source.class);
  private @Nullable Roster roster;
  private volatile Credentials credentials = Credentials.NONE;
  private volatile InForce quotas;
  private volatile FleetShare share = FleetShare.ALONE;
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
    for (Feed.Source source : Feed.Source.values()) {
      health.put(source, new SourceHealth(clock));
    }
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

  FleetShare share() {
    return share;
  }

  /**
   * True once tenants and quotas have been read and the fleet is known: before that nobody should
   * send requests here.
   */
  boolean isComplete() {
    return rosterRead && quotasRead && share.isKnown();
  }

  /** Splits every limit anew when the number of gateways that share has changed. */
  @Override
  public synchronized void put(FleetShare next) {
    if (next.problem() != null && !next.equals(FleetShare.UNKNOWN)) {
      LOG.warn(
          "the number of ready gateways, {}, may be out of date: {}", next.ready(), next.problem());
    }
    if (next.parts() != share.parts()) {
      accounts.split(next.parts());
    }
    share = next;
  }

  @Override
  public synchronized void put(Roster next) {
    for (InvalidEntry entry : next.keys().invalid()) {
      LOG.warn("keys of {} are not taken over: {}", entry.tenant(), entry.reason());
    }
    roster = next;
    if (quotasComeWithTheRoster) {
      put(next.quotas());
    } else {
      settle(next, quotas.book());
    }
    // Last: who is sent here once it is ready must not be refused.
    rosterRead = true;
  }

  @Override
  public synchronized void put(QuotaBook next) {
    for (InvalidEntry entry : next.invalid()) {
      LOG.warn("quota of {} is not taken over: {}", entry.tenant(), entry.reason());
    }
    InForce coming = next.equals(quotas.book()) ? quotas : new InForce(next, clock.instant());
    if (roster != null) {
      settle(roster, next);
    }
    // After the accounts: what is told to be in force is.
    quotas = coming;
    quotasRead = true;
  }

  @Override
  public void confirmed(Feed.Source source) {
    health(source).confirmed();
  }

  @Override
  public void failed(Feed.Source source, String problem) {
    health(source).failed(problem);
  }

  SourceHealth health(Feed.Source source) {
    return Objects.requireNonNull(health.get(source));
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
      settle(roster, quotas.book());
    }
  }

  /** Accounts and rows first: a tenant that is let in finds them there. */
  private void settle(Roster now, QuotaBook book) {
    Instant moment = clock.instant();
    nextEnd = book.nextEnd(moment);
    accounts.put(now.keys().tenants(), book, moment);
    statistics.put(now.keys().tenants());
    credentials = Credentials.of(now.keys());
  }
}
