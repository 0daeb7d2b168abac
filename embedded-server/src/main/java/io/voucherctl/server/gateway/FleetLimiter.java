package io.voucherctl.server.gateway;

import io.voucherctl.server.gateway.Admission.Admitted;
import io.voucherctl.server.gateway.Admission.Rejected;
import io.voucherctl.server.gateway.FleetBuckets.Room;
import io.voucherctl.server.gateway.FleetBuckets.Taken;
import io.voucherctl.server.http.RequestHead;
import io.voucherctl.server.quota.Enforcement;
import io.voucherctl.server.quota.RateLimit;
import io.voucherctl.server.quota.RoutePattern;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Decides by the buckets of the fleet, and by its failure mode when they do not answer. Whatever
 * the fleet admits is taken from the gateway's own buckets too: those who have to carry on alone
 * begin with what is left, not with a new burst. The fleet's buckets enforce whole limits; only the
 * gateway's own, and how many may be under way, are this gateway's part of them. Safe for all
 * threads; never blocks.
 */
final class FleetLimiter {
  /** One request whose concurrency is settled. */
  private record Asked(
      Account account, @Nullable TokenBucket cap, TokenBucket bucket, long nowMillis) {}

  private final FleetBuckets fleet;
  private final Limiter own;
  private final FailureMode mode;
  private final LongAdder byFleet = new LongAdder();
  private final LongAdder byMode = new LongAdder();

  FleetLimiter(FleetBuckets fleet, Limiter own, FailureMode mode) {
    this.fleet = fleet;
    this.own = own;
    this.mode = mode;
  }

  /** Puts what is in force at this gateway in force for the fleet. */
  void put(Map<String, Account> accounts) {
    Map<FleetKey, RateLimit> limits = new HashMap<>();
    for (Account account : accounts.values()) {
      String tenant = account.quota().tenant();
      limits.put(new FleetKey(tenant, null), account.quota().limit());
      account
          .quota()
          .routes()
          .forEach((route, limit) -> limits.put(new FleetKey(tenant, route), limit));
    }
    fleet.put(limits);
  }

  /**
   * Empty when nobody could decide and nobody is let in then. Whoever is admitted has entered its
   * account and must leave it.
   */
  CompletableFuture<Optional<Admission>> admit(
      Account account, String route, RequestHead head, long nowMillis) {
    TokenBucket bucket = own.bucketFor(account, route, head);
    RoutePattern capped = account.capped(head.method(), head.rawTarget());
    TokenBucket cap = capped == null ? null : account.cap(capped);
    Rejected crowded = own.enter(account, nowMillis);
    if (crowded != null) {
      return settled(account, crowded);
    }
    if (!isShared(account, bucket, cap)) {
      return settled(account, Limiter.byBuckets(cap, bucket, nowMillis));
    }
    Asked asked = new Asked(account, cap, bucket, nowMillis);
    if (!fleet.up()) {
      return CompletableFuture.completedFuture(withoutFleet(asked));
    }
    return fleet
        .take(keys(account.quota().tenant(), capped))
        .handle((taken, _) ->
            taken == null
                ? withoutFleet(asked)
                : Optional.of(own.settle(account, of(taken, asked))));
  }

  private CompletableFuture<Optional<Admission>> settled(Account account, Admission admission) {
    return CompletableFuture.completedFuture(Optional.of(own.settle(account, admission)));
  }

  private static List<FleetKey> keys(String tenant, @Nullable RoutePattern capped) {
    FleetKey whole = new FleetKey(tenant, null);
    return capped == null ? List.of(whole) : List.of(new FleetKey(tenant, capped), whole);
  }

  private Admission of(Taken taken, Asked asked) {
    byFleet.increment();
    TokenBucket cap = asked.cap;
    if (taken.refused() == Taken.NONE) {
      Limiter.byBuckets(cap, asked.bucket, asked.nowMillis);
      Admitted admitted =
          TokenBucket.admitted(asked.bucket.limit(), 1, taken.left().getLast(), asked.nowMillis);
      return cap == null ? admitted : admitted.under(cap.limit(), taken.left().getFirst());
    }
    return cap != null && taken.refused() == 0
        ? Rejected.until(cap.limit(), taken.nanosToWait(), asked.nowMillis).by(cap.limit())
        : Rejected.until(asked.bucket.limit(), taken.nanosToWait(), asked.nowMillis);
  }

  private Optional<Admission> withoutFleet(Asked asked) {
    byMode.increment();
    Account account = asked.account;
    if (mode == FailureMode.LOCAL) {
      return Optional.of(
          own.settle(account, Limiter.byBuckets(asked.cap, asked.bucket, asked.nowMillis)));
    }
    if (mode == FailureMode.CLOSED && account.quota().enforcement() == Enforcement.ENFORCE) {
      account.leave();
      return Optional.empty();
    }
    RateLimit limit = asked.bucket.limit();
    return Optional.of(TokenBucket.admitted(limit, 1, limit.burst(), asked.nowMillis));
  }

  /**
   * All that a request would have to pass now, like {@link Limiter#hurdles}, by the buckets that
   * would be asked. Waits for those of the fleet.
   */
  List<Hurdle> hurdles(Account account, @Nullable RouteAsked asked) {
    List<Hurdle> alone = own.hurdles(account, asked);
    RoutePattern capped = asked == null ? null : account.capped(asked.method(), asked.target());
    TokenBucket cap = capped == null ? null : account.cap(capped);
    TokenBucket bucket = asked == null ? account.bucket() : own.bucketFor(account, asked);
    if (!fleet.up() || !isShared(account, bucket, cap)) {
      return alone;
    }
    List<Room> rooms =
        fleet.look(keys(account.quota().tenant(), capped)).exceptionally(_ -> List.of()).join();
    return rooms.isEmpty() ? alone : alone.stream().map(hurdle -> by(rooms, hurdle)).toList();
  }

  private static Hurdle by(List<Room> rooms, Hurdle alone) {
    return switch (alone.bound()) {
      case CONCURRENCY -> alone;
      case ROUTE -> alone.with(rooms.getFirst());
      case TENANT -> alone.with(rooms.getLast());
    };
  }

  /** Whether the fleet has these buckets, too, and something to say. */
  private static boolean isShared(Account account, TokenBucket bucket, @Nullable TokenBucket cap) {
    return bucket.equals(account.bucket()) && !bucket.closed() && (cap == null || !cap.closed());
  }

  LimiterStatus status() {
    return LimiterStatus.of(fleet.health(), mode, byFleet.sum(), byMode.sum());
  }

  void close() {
    fleet.close();
  }
}
