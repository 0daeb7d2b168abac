package io.voucherctl.server.gateway.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.voucherctl.server.gateway.FleetBuckets.Taken;
import io.voucherctl.server.gateway.FleetKey;
import io.voucherctl.server.quota.Rate;
import io.voucherctl.server.quota.RateLimit;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A Redis that goes away in every way it can, and comes back. */
class RedisOutageTest {
  private static final FleetKey ACME = new FleetKey("acme", null);
  private static final RateLimit LIMIT = new RateLimit(Rate.parse("1/h"), 1_000_000);
  private static final Duration DEADLINE = Duration.ofMillis(400);

  private TestRedis redis;
  private Tap tap;
  private RedisBuckets buckets;

  @BeforeEach
  void start() throws Exception {
    redis = TestRedis.start();
    tap = new Tap(redis.address().port());
    buckets = open(tap.address());
    TestRedis.until(buckets::up);
    assertThat(take()).isTrue();
  }

  @AfterEach
  void stop() throws Exception {
    buckets.close();
    tap.close();
    redis.close();
  }

  private static RedisBuckets open(RedisAddress address) {
    RedisTime time = new RedisTime(System::nanoTime);
    RedisBuckets buckets =
        RedisBuckets.open(address, DEADLINE, InstantSource.system(), time, time::set);
    buckets.put(Map.of(ACME, LIMIT));
    return buckets;
  }

  /** Whether there was an answer; there is an end in any case. */
  private boolean take() {
    return buckets
        .take(List.of(ACME))
        .handle((taken, failure) -> failure == null && taken.refused() == Taken.NONE)
        .orTimeout(DEADLINE.toMillis() * 10, TimeUnit.MILLISECONDS)
        .join();
  }

  private void awaitRecovery() {
    TestRedis.until(buckets::up);
    TestRedis.until(this::take);
  }

  @Test
  void noticesARedisThatDiesAndOneThatIsBack() throws Exception {
    redis.kill();
    TestRedis.until(() -> !buckets.up());
    assertThat(take()).isFalse();
    assertThat(buckets.health().lastFailure()).isEqualTo("disconnected");
    redis.run();
    awaitRecovery();
  }

  @Test
  void leavesASilentRedisAloneAfterAFewRequests() {
    tap.silence(true);
    List<CompletableFuture<Taken>> asked = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      asked.add(buckets.take(List.of(ACME)));
    }
    TestRedis.until(() -> !buckets.up());
    TestRedis.until(() -> asked.stream().allMatch(CompletableFuture::isCompletedExceptionally));
    assertThat(buckets.health().timeouts()).isPositive();
    tap.silence(false);
    awaitRecovery();
  }

  @Test
  void noticesASilentRedisThatNobodyAsks() {
    tap.silence(true);
    TestRedis.until(() -> !buckets.up());
    assertThat(buckets.health().lastFailure()).isEqualTo("timeout");
    tap.silence(false);
    awaitRecovery();
  }

  @Test
  void leavesARedisAloneThatIsTooSlow() {
    tap.delay(DEADLINE.toMillis() * 2);
    for (int i = 0; i < 3; i++) {
      assertThat(take()).isFalse();
    }
    TestRedis.until(() -> !buckets.up());
    tap.delay(0);
    awaitRecovery();
  }

  @Test
  void noticesThatItIsCutOff() throws Exception {
    tap.cut(true);
    TestRedis.until(() -> !buckets.up());
    assertThat(take()).isFalse();
    tap.cut(false);
    awaitRecovery();
  }

  @ParameterizedTest
  @CsvSource({
    "CONFIG SET maxmemory 1, CONFIG SET maxmemory 0, error OOM",
    "REPLICAOF 127.0.0.1 1, REPLICAOF NO ONE, error READONLY",
  })
  void leavesARedisAloneThatAnswersErrors(String breakage, String repair, String word)
      throws Exception {
    assertThat(redis.ask(breakage)).isEqualTo("+OK");
    for (int i = 0; i < 10; i++) {
      assertThat(take()).isFalse();
    }
    TestRedis.until(() -> !buckets.up());
    assertThat(buckets.health().lastFailure()).isEqualTo(word);
    assertThat(redis.ask(repair)).isEqualTo("+OK");
    awaitRecovery();
  }

  @Test
  void putsAnEditInForceThatWasMadeWhileRedisWasAway() throws Exception {
    tap.cut(true);
    TestRedis.until(() -> !buckets.up());
    buckets.put(Map.of(ACME, new RateLimit(Rate.parse("1/h"), 3)));
    tap.cut(false);
    awaitRecovery();
    TestRedis.until(() -> !take());
    assertThat(buckets.take(List.of(ACME)).join().refused()).isZero();
  }

  @Test
  void saysThatItIsNotLetInWithoutSayingTheSecret() throws Exception {
    redis.ask("CONFIG SET requirepass hush-hush");
    RedisAddress bare = redis.address();
    List<RedisAddress> wrong = List.of(bare, bare.withPassword("psst"));
    for (RedisAddress address : wrong) {
      try (RedisBuckets refused = open(address)) {
        assertThat(refused.up()).isFalse();
        assertThat(refused.health().lastFailure()).isIn("error NOAUTH", "error WRONGPASS");
        assertThat(address.toString()).doesNotContain("psst");
      }
    }
    try (RedisBuckets welcome = open(bare.withPassword("hush-hush"))) {
      TestRedis.until(welcome::up);
    }
  }

  @Test
  void startsWithoutARedis() throws Exception {
    redis.kill();
    try (RedisBuckets alone = open(redis.address())) {
      assertThat(alone.up()).isFalse();
      redis.run();
      TestRedis.until(alone::up);
    }
  }
}
