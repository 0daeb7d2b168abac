package io.voucherctl.server.gateway;

import io.voucherctl.server.gateway.Admission.Admitted;
import io.voucherctl.server.gateway.Admission.Bound;
import io.voucherctl.server.gateway.Admission.Rejected;
import io.voucherctl.server.http.RequestHead;
import io.voucherctl.server.quota.Enforcement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Decides on one request of one tenant: first how many are under way, then the route's cap, then
 * the tenant's bucket. A request that is rejected takes no token anywhere. Safe for all threads.
 */
final class Limiter {
  private final Buckets buckets;

  Limiter(Buckets buckets) {
    this.buckets = buckets;
  }

  /** Whoever is admitted has entered its account and must leave it. */
  Admission admit(Account account, String route, RequestHead head, long nowMillis) {
    Rejected crowded = enter(account, nowMillis);
    return settle(account, crowded == null ? taken(account, route, head, nowMillis) : crowded);
  }

  /** What an admission comes to under the account's quota; who is rejected leaves the account. */
  Admission settle(Account account, Admission admission) {
    if (!(admission instanceof Rejected rejected)) {
      return admission;
    }
    if (account.quota().enforcement() == Enforcement.SHADOW) {
      return Admitted.shadowed(rejected);
    }
    account.leave();
    return rejected;
  }

  /**
   * All that a request would have to pass now, in the order in which it is asked. Takes no token
   * and enters nothing.
   *
   * @param asked null for a request of any kind
   */
  List<Hurdle> hurdles(Account account, @Nullable RouteAsked asked) {
    List<Hurdle> hurdles = new ArrayList<>();
    Integer most = account.quota().concurrency();
    if (most != null) {
      int free = Math.max(0, most - account.inFlight());
      hurdles.add(new Hurdle(Bound.CONCURRENCY, most, free, free > 0 ? 0 : Rejected.CROWDED_NANOS));
    }
    if (asked == null) {
      hurdles.add(Hurdle.of(Bound.TENANT, account.bucket().level()));
      return hurdles;
    }
    TokenBucket cap = account.cap(asked.method(), asked.target());
    if (cap != null) {
      hurdles.add(Hurdle.of(Bound.ROUTE, cap.level()));
    }
    hurdles.add(Hurdle.of(Bound.TENANT, bucketFor(account, asked).level()));
    return hurdles;
  }

  /** The bucket that such a request would take its token from. */
  TokenBucket bucketFor(Account account, RouteAsked asked) {
    return buckets.peek(account, asked.template(), asked.target());
  }

  /** Enters the account; not null when too many are in it. */
  @Nullable Rejected enter(Account account, long nowMillis) {
    int underWay = account.enter();
    Integer most = account.quota().concurrency();
    return most != null && underWay > account.partOf(most)
        ? Rejected.crowded(most, nowMillis)
        : null;
  }

  TokenBucket bucketFor(Account account, String route, RequestHead head) {
    return buckets.bucketFor(account, route, head.rawTarget());
  }

  private Admission taken(Account account, String route, RequestHead head, long nowMillis) {
    TokenBucket cap = account.cap(head.method(), head.rawTarget());
    if (cap == null) {
      return bucketFor(account, route, head).take(nowMillis);
    }
    Admission byCap = cap.take(nowMillis);
    return byCap instanceof Rejected rejected
        ? rejected.by(cap.limit())
        : under(cap, byCap, bucketFor(account, route, head).take(nowMillis));
  }

  /** By a route's cap, if it has one, and by the tenant's bucket. */
  static Admission byBuckets(@Nullable TokenBucket cap, TokenBucket bucket, long nowMillis) {
    if (cap == null) {
      return bucket.take(nowMillis);
    }
    Admission byCap = cap.take(nowMillis);
    return byCap instanceof Rejected rejected
        ? rejected.by(cap.limit())
        : under(cap, byCap, bucket.take(nowMillis));
  }

  private static Admission under(TokenBucket cap, Admission byCap, Admission admission) {
    if (admission instanceof Admitted admitted) {
      return admitted.under(cap.limit(), byCap.remaining());
    }
    cap.giveBack();
    return admission;
  }
}
