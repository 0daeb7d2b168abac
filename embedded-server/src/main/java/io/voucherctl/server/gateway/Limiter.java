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
    Admission admission = entered(account, route, head, nowMillis);
    if (!(admission instanceof Rejected rejected)) {
      return admission;
    }
    if (account.quota().enforcement() == Enforcement.SHADOW) {
      return Admitted.shadowed(rejected);
    }
    account.leave();
    return rejected;
  }

  private Admission entered(Account account, String route, RequestHead head, long nowMillis) {
    int underWay = account.enter();
    Integer most = account.quota().concurrency();
    if (most != null && underWay > account.partOf(most)) {
      return Rejected.crowded(most, nowMillis);
    }
    TokenBucket cap = account.cap(head.method(), head.rawTarget());
    if (cap != null && cap.take(nowMillis) instanceof Rejected rejected) {
      return rejected.by(Bound.ROUTE);
    }
    TokenBucket bucket = buckets.bucketFor(account, route, head.rawTarget());
    Admission admission = bucket.take(nowMillis);
    if (admission instanceof Rejected) {
      giveBack(cap);
    }
    return admission;
  }

  private static void giveBack(@Nullable TokenBucket cap) {
    if (cap != null) {
      cap.giveBack();
    }
  }
}
