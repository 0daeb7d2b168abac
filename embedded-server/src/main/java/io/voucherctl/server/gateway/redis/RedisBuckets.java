package io.voucherctl.server.gateway.redis;

import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import io.github.bucket4j.distributed.ExpirationAfterWriteStrategy;
import io.github.bucket4j.distributed.proxy.AsyncProxyManager;
import io.github.bucket4j.redis.lettuce.Bucket4jLettuce;
import io.voucherctl.server.gateway.FleetBuckets;
import io.voucherctl.server.gateway.FleetKey;
import io.voucherctl.server.quota.RateLimit;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The buckets of a fleet in Redis: one key per tenant, one per capped route, gone by themselves
 * when they have been full for a while. Redis's clock is the clock of all gateways. A Redis that
 * does not answer is left alone after a few requests and asked again when it answers a probe.
 */
@SuppressWarnings("FutureReturnValueIgnored") // each is bounded in time, and judged when it ends
public final class RedisBuckets implements FleetBuckets {
  private static final Duration DEADLINE = Duration.ofMillis(100);
  private static final Duration KEPT_WHEN_FULL = Duration.ofSeconds(60);
  private static final int MOST_WAITING = 32_768;

  private final Duration deadline;
  private final Breaker breaker;
  private final RedisLink link;
  private final RedisWatch watch;
  private final LimitVersions versions;
  private final AsyncProxyManager<String> proxies;
  private final Map<FleetKey, RedisBucket> buckets = new ConcurrentHashMap<>();
  private final AtomicInteger waiting = new AtomicInteger();

  private RedisBuckets(
      RedisAddress address,
      Duration deadline,
      InstantSource clock,
      TimeMeter time,
      LongConsumer timeTold) {
    this.deadline = deadline;
    this.breaker = new Breaker(clock);
    this.link = new RedisLink(address, this::lost);
    this.watch = new RedisWatch(address, link, breaker, deadline, timeTold, this::recovered);
    Commands<String> commands = new Commands<>(link::commands);
    this.versions = new LimitVersions(commands);
    this.proxies =
        new Bucket4jLettuce.LettuceBasedProxyManagerBuilder<>(commands)
            .clientClock(time)
            .requestTimeout(deadline)
            .expirationAfterWrite(
                ExpirationAfterWriteStrategy.basedOnTimeForRefillingBucketUpToMax(KEPT_WHEN_FULL))
            .build()
            .asAsync();
  }

  /**
   * Tries to reach Redis before it returns, but not for long, and then goes on trying.
   *
   * @param clock for what is told of the state
   * @param nanos a monotonic clock
   */
  public static RedisBuckets open(RedisAddress address, InstantSource clock, LongSupplier nanos) {
    RedisTime time = new RedisTime(nanos);
    return open(address, DEADLINE, clock, time, time::set);
  }

  /**
   * @param timeTold hears Redis's time in microseconds now and then
   */
  static RedisBuckets open(
      RedisAddress address,
      Duration deadline,
      InstantSource clock,
      TimeMeter time,
      LongConsumer timeTold) {
    RedisBuckets buckets = new RedisBuckets(address, deadline, clock, time, timeTold);
    buckets.watch.start();
    return buckets;
  }

  @Override
  public boolean up() {
    return breaker.up();
  }

  @Override
  public CompletableFuture<Taken> take(List<FleetKey> keys) {
    return bounded(() -> take(keys, new Long[keys.size()], 0));
  }

  @Override
  public CompletableFuture<List<Room>> look(List<FleetKey> keys) {
    return bounded(() -> {
      List<CompletableFuture<Room>> asked = keys.stream().map(this::look).toList();
      return CompletableFuture.allOf(asked.toArray(CompletableFuture[]::new))
          .thenApply(_ -> asked.stream().map(CompletableFuture::join).toList());
    });
  }

  private CompletableFuture<Room> look(FleetKey key) {
    return ask(key, RedisBucket::look)
        .thenApply(now ->
            new Room(
                now.getRemainingTokens(), now.canBeConsumed() ? 0 : now.getNanosToWaitForRefill()));
  }

  private <T> CompletableFuture<T> ask(
      FleetKey key, Function<RedisBucket, CompletableFuture<T>> question) {
    RedisBucket bucket = buckets.get(key);
    return bucket == null
        ? CompletableFuture.failedFuture(new IllegalStateException("no limit in force"))
        : question.apply(bucket);
  }

  private <T> CompletableFuture<T> bounded(Supplier<CompletableFuture<T>> question) {
    if (waiting.incrementAndGet() > MOST_WAITING) {
      waiting.decrementAndGet();
      breaker.failed(new Trouble(Trouble.Kind.KEY, "too many wait"));
      return CompletableFuture.failedFuture(new IllegalStateException("too many wait"));
    }
    return question
        .get()
        .orTimeout(deadline.toNanos(), TimeUnit.NANOSECONDS)
        .whenComplete((_, failure) -> {
          waiting.decrementAndGet();
          judge(failure);
        });
  }

  private CompletableFuture<Taken> take(List<FleetKey> keys, Long[] left, int at) {
    return ask(keys.get(at), RedisBucket::take).thenCompose(probe -> taken(probe, keys, left, at));
  }

  private CompletableFuture<Taken> taken(
      ConsumptionProbe probe, List<FleetKey> keys, Long[] left, int at) {
    if (!probe.isConsumed()) {
      giveBack(keys.subList(0, at));
      return CompletableFuture.completedFuture(Taken.refused(at, probe.getNanosToWaitForRefill()));
    }
    left[at] = probe.getRemainingTokens();
    return at + 1 < keys.size()
        ? take(keys, left, at + 1)
        : CompletableFuture.completedFuture(Taken.all(left));
  }

  private void giveBack(List<FleetKey> keys) {
    for (FleetKey key : keys) {
      RedisBucket bucket = buckets.get(key);
      if (bucket != null) {
        bucket.giveBack();
      }
    }
  }

  private void judge(@Nullable Throwable failure) {
    if (failure == null) {
      breaker.answered();
      return;
    }
    Trouble trouble = Trouble.of(failure);
    if (breaker.failed(trouble)) {
      watch.alarm(trouble.word());
    }
  }

  private void lost() {
    watch.alarm("disconnected");
  }

  private void recovered() {
    buckets.values().forEach(RedisBucket::resume);
  }

  @Override
  public void put(Map<FleetKey, RateLimit> limits) {
    limits.forEach((key, limit) -> {
      RedisBucket known = buckets.get(key);
      if (known == null) {
        buckets.put(key, new RedisBucket(name(key), limit, versions, proxies, deadline));
      } else {
        known.put(limit);
      }
    });
    buckets.keySet().retainAll(limits.keySet());
  }

  /** The braces keep what belongs to one tenant together in a cluster. */
  private static String name(FleetKey key) {
    String tenant = "{" + key.tenant() + "}";
    return key.route() == null ? tenant : tenant + " " + key.route();
  }

  @Override
  public Health health() {
    Breaker.State state = breaker.state();
    return new Health(
        "redis",
        state.up(),
        state.since(),
        breaker.timeouts(),
        breaker.errors(),
        breaker.lastFailure());
  }

  @Override
  public void close() {
    watch.close();
    link.close();
  }
}
