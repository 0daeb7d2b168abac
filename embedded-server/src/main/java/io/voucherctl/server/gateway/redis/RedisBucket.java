package io.voucherctl.server.gateway.redis;

import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.EstimationProbe;
import io.github.bucket4j.TokensInheritanceStrategy;
import io.github.bucket4j.distributed.AsyncBucketProxy;
import io.github.bucket4j.distributed.proxy.AsyncProxyManager;
import io.github.bucket4j.distributed.proxy.optimization.Optimizations;
import io.voucherctl.server.quota.RateLimit;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One bucket of the fleet as one gateway sees it. Its limit is announced when its first token is
 * asked for, and from then on at each edit. Requests that come while one is under way share a round
 * trip. Safe for all threads.
 */
@SuppressWarnings("FutureReturnValueIgnored") // what nobody waits for, the next request finds out
final class RedisBucket {
  /** The bucket under one limit, which has this number. */
  private record Edition(long number, AsyncBucketProxy proxy) {}

  private final String key;
  private final String versionsKey;
  private final LimitVersions versions;
  private final AsyncProxyManager<String> buckets;
  private final Duration deadline;

  private RateLimit limit;
  private boolean startsEmpty;
  private volatile @Nullable CompletableFuture<Edition> edition;

  RedisBucket(
      String name,
      RateLimit limit,
      LimitVersions versions,
      AsyncProxyManager<String> buckets,
      Duration deadline) {
    this.key = "voucherctl:quota:" + name;
    this.versionsKey = "voucherctl:limits:" + name;
    this.limit = limit;
    this.versions = versions;
    this.buckets = buckets;
    this.deadline = deadline;
  }

  CompletableFuture<ConsumptionProbe> take() {
    return ask(proxy -> proxy.tryConsumeAndReturnRemaining(1));
  }

  /** Whether it has a token, and how many; takes none. */
  CompletableFuture<EstimationProbe> look() {
    return ask(proxy -> proxy.estimateAbilityToConsume(1));
  }

  /** Asks at once when the limit has been announced, else as soon as it has. */
  private <T> CompletableFuture<T> ask(Function<AsyncBucketProxy, CompletableFuture<T>> question) {
    Edition known = known();
    return known != null
        ? question.apply(known.proxy)
        : opened().thenCompose(opened -> question.apply(opened.proxy));
  }

  /** Puts a token back that {@link #take} gave out and nobody used. */
  void giveBack() {
    Edition known = known();
    if (known != null) {
      known.proxy.addTokens(1);
    }
  }

  private @Nullable Edition known() {
    CompletableFuture<Edition> now = edition;
    return now != null && now.state() == Future.State.SUCCESS ? now.resultNow() : null;
  }

  /** Puts a limit in force; at once for the fleet, when this bucket has been used. */
  synchronized void put(RateLimit next) {
    if (next.equals(limit)) {
      return;
    }
    startsEmpty = limit.rate().count() == 0;
    limit = next;
    if (edition != null) {
      announce();
    }
  }

  /** Announces again what could not be announced. */
  synchronized void resume() {
    CompletableFuture<Edition> now = edition;
    if (now != null && now.isCompletedExceptionally()) {
      announce();
    }
  }

  private synchronized CompletableFuture<Edition> opened() {
    CompletableFuture<Edition> now = edition;
    return now == null || now.isCompletedExceptionally() ? announce() : now;
  }

  /** A gateway that cannot be sure what it announced last begins anew. */
  private CompletableFuture<Edition> announce() {
    Edition before = known();
    RateLimit next = limit;
    boolean empty = startsEmpty;
    CompletableFuture<Edition> announced =
        versions
            .announce(
                versionsKey, next.toString(), before == null ? LimitVersions.NONE : before.number)
            .orTimeout(deadline.toNanos(), TimeUnit.NANOSECONDS)
            .thenApply(number -> new Edition(number, proxy(next, number, empty)));
    edition = announced;
    if (next.rate().count() > 0) {
      announced.thenCompose(opened -> opened.proxy.getAvailableTokens());
    }
    return announced;
  }

  /**
   * Bucket4j replaces what Redis has under a lower number, and leaves what has this or a higher.
   */
  private AsyncBucketProxy proxy(RateLimit of, long number, boolean empty) {
    return buckets
        .builder()
        .withOptimization(Optimizations.batching())
        .withImplicitConfigurationReplacement(
            number, empty ? TokensInheritanceStrategy.RESET : TokensInheritanceStrategy.AS_IS)
        .build(key, () -> CompletableFuture.completedFuture(configuration(of, empty)));
  }

  /** Of a rate above 0: a gateway refuses by itself where the rate is 0. */
  private static BucketConfiguration configuration(RateLimit limit, boolean empty) {
    return BucketConfiguration.builder()
        .addLimit(
            Bandwidth.builder()
                .capacity(limit.burst())
                .refillGreedy(limit.rate().count(), limit.rate().period())
                .initialTokens(empty ? 0 : limit.burst())
                .build())
        .build();
  }
}
