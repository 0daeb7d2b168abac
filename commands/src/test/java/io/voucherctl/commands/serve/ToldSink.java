package io.voucherctl.commands.serve;

import io.voucherctl.server.gateway.Feed;
import io.voucherctl.server.quota.FleetShare;
import io.voucherctl.server.quota.QuotaBook;
import io.voucherctl.server.quota.Roster;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Remembers what a feed told. */
final class ToldSink implements Feed.Sink {
  final List<QuotaBook> quotas = new CopyOnWriteArrayList<>();
  final List<Roster> rosters = new CopyOnWriteArrayList<>();
  final List<FleetShare> shares = new CopyOnWriteArrayList<>();
  final List<String> health = new CopyOnWriteArrayList<>();
  final List<String> order = new CopyOnWriteArrayList<>();

  @Override
  public void put(Roster roster) {
    order.add("roster");
    rosters.add(roster);
  }

  @Override
  public void put(QuotaBook book) {
    order.add("quotas");
    quotas.add(book);
  }

  @Override
  public void put(FleetShare share) {
    shares.add(share);
  }

  @Override
  public void confirmed(Feed.Source source) {
    health.add(source + " confirmed");
  }

  @Override
  public void failed(Feed.Source source, String problem) {
    health.add(source + " " + problem);
  }

  boolean says(String words) {
    return health.stream().anyMatch(line -> line.contains(words));
  }

  /** The rate in force; "none" before the first book. */
  String rate(String tenant) {
    return quotas.isEmpty()
        ? "none"
        : quotas.getLast().quotaOf(tenant, Instant.now()).rate().toString();
  }
}
