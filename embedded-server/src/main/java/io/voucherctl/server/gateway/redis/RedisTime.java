package io.voucherctl.server.gateway.redis;

import io.github.bucket4j.TimeMeter;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Redis's clock as a gateway knows it: the last sample, carried on by the gateway's own monotonic
 * clock. A sample counts from the moment its answer came, so every gateway lags by at most a round
 * trip and none runs ahead; their wall clocks do not matter. Safe for all threads.
 */
final class RedisTime implements TimeMeter {
  private record Sample(long redisNanos, long ownNanos) {}

  private final LongSupplier nanos;
  private volatile Sample sample;

  RedisTime(LongSupplier nanos) {
    this.nanos = nanos;
    this.sample = new Sample(0, nanos.getAsLong());
  }

  /** Redis's answer to TIME has just come. */
  void set(long micros) {
    sample = new Sample(TimeUnit.MICROSECONDS.toNanos(micros), nanos.getAsLong());
  }

  @Override
  public long currentTimeNanos() {
    Sample last = sample;
    return last.redisNanos + nanos.getAsLong() - last.ownNanos;
  }

  @Override
  public boolean isWallClockBased() {
    return true;
  }
}
