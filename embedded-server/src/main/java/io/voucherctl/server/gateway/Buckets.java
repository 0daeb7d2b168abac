package io.voucherctl.server.gateway;

/** Which bucket a request takes its tenant's token from. Safe for all threads, never blocks. */
@FunctionalInterface
interface Buckets {
  /** One bucket per tenant, whatever it calls. */
  Buckets SOUND = (account, route, rawTarget) -> account.bucket();

  TokenBucket bucketFor(Account account, String route, String rawTarget);

  /** The bucket a request would take its token from; asking changes nothing. */
  default TokenBucket peek(Account account, String route, String rawTarget) {
    return bucketFor(account, route, rawTarget);
  }
}
