package io.voucherctl.server.gateway;

import io.voucherctl.server.gateway.Admission.Admitted;
import io.voucherctl.server.gateway.Admission.Bound;
import io.voucherctl.server.gateway.Admission.Rejected;
import io.voucherctl.server.http.RequestHead;
import io.voucherctl.server.quota.Enforcement;
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
    if (crowded != null) {
      return settle(account, crowded);
    }
    TokenBucket cap = account.cap(head.method(), head.rawTarget());
    return settle(account, byBuckets(cap, bucketFor(account, route, head), nowMillis));
  }

  /** Enters the account; not null when too many are in it. */
  @Nullable Rejected enter(Account account, long nowMillis) {
    int underWay = account.enter();
    Integer most = account.quota().concurrency();
    return most != null && underWay > most ? Rejected.crowded(most, nowMillis) : null;
  }

  TokenBucket bucketFor(Account account, String route, RequestHead head) {
    return buckets.bucketFor(account, route, head.rawTarget());
  }

  static Admission byBuckets(@Nullable TokenBucket cap, TokenBucket bucket, long nowMillis) {
    if (cap != null && cap.take(nowMillis) instanceof Rejected rejected) {
      return rejected.by(Bound.ROUTE);
    }
    Admission admission = bucket.take(nowMillis);
    if (admission instanceof Rejected) {
      giveBack(cap);
    }
    return admission;
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

  private static void giveBack(@Nullable TokenBucket cap) {
    if (cap != null) {
      cap.giveBack();
    }
  }
}
