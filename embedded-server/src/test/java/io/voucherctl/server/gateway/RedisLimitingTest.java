package io.voucherctl.server.gateway;

import io.voucherctl.server.gateway.redis.RedisBuckets;
import io.voucherctl.server.gateway.redis.TestRedis;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;

/** The contract on buckets in a real Redis; nothing is let in without them. */
class RedisLimitingTest extends LimitingContract {
  private static TestRedis redis;
  private RedisBuckets buckets;

  @BeforeAll
  static void startRedis() throws Exception {
    redis = TestRedis.start();
  }

  @AfterAll
  static void stopRedis() throws Exception {
    redis.close();
  }

  @Override
  Bench gateway(HandClock clock) {
    buckets = redis.buckets(clock);
    return Bench.of(clock, buckets, FailureMode.CLOSED);
  }

  @AfterEach
  void close() throws Exception {
    buckets.close();
    redis.ask("FLUSHALL");
  }
}
