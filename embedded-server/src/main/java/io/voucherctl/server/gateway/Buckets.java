package io.voucherctl.server.gateway;

/** Which bucket a request takes its tenant's token from. Safe for all threads, never blocks. */
@FunctionalInterface
interface Buckets {
  /** One bucket per tenant, whatever it calls. */
  Buckets SOUND = (account, route, rawTarget) -> account.bucket();

  TokenBucket bucketFor(Account account, String route, String rawTarget);
}
