package io.voucherctl.server.gateway;

/** Which bucket a request takes its token from. Safe for all threads, never blocks. */
@FunctionalInterface
interface Buckets {
  TenantBucket bucketFor(String tenant, String route, String rawTarget);
}
