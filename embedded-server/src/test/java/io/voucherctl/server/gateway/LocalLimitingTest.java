package io.voucherctl.server.gateway;

/** The contract on a gateway's own buckets. */
class LocalLimitingTest extends LimitingContract {
  @Override
  Bench gateway(HandClock clock) {
    return Bench.of(clock, null, FailureMode.LOCAL);
  }
}
