package io.voucherctl.server.gateway.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.voucherctl.server.gateway.FleetBuckets.Room;
import io.voucherctl.server.gateway.FleetBuckets.Taken;
import io.voucherctl.server.gateway.FleetKey;
import io.voucherctl.server.quota.Rate;
import io.voucherctl.server.quota.RateLimit;
import io.voucherctl.server.quota.RoutePattern;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Several gateways on one real Redis, under one clock that stands still unless it is moved. */
class RedisBucketsTest {
  private static final FleetKey ACME = new FleetKey("acme", null);
  private static final FleetKey CAP = new FleetKey("acme", RoutePattern.parse("GET /v1/x/{id}"));
  private static TestRedis redis;

  private final List<RedisBuckets> open = new ArrayList<>();
  private final AtomicLong nanos = new AtomicLong(TimeUnit.DAYS.toNanos(20_000));

  @BeforeAll
  static void startRedis() throws Exception {
    redis = TestRedis.start();
  }

  @AfterAll
  static void stopRedis() throws Exception {
    redis.close();
  }

  @BeforeEach
  void empty() throws Exception {
    redis.ask("FLUSHALL");
  }

  @AfterEach
  void close() {
    open.forEach(RedisBuckets::close);
  }

  private RedisBuckets gateway(RateLimit limit) {
    RedisBuckets gateway = redis.buckets(nanos::get);
    open.add(gateway);
    gateway.put(Map.of(ACME, limit));
    return gateway;
  }

  private void advance(Duration time) {
    nanos.addAndGet(time.toNanos());
  }

  private static RateLimit limit(long perSecond, long burst) {
    return new RateLimit(Rate.perSecond(perSecond), burst);
  }

  private static Taken take(RedisBuckets gateway, FleetKey... keys) {
    return gateway.take(List.of(keys)).join();
  }

  private static int admitted(RedisBuckets gateway, int of) {
    List<CompletableFuture<Taken>> asked = new ArrayList<>();
    for (int i = 0; i < of; i++) {
      asked.add(gateway.take(List.of(ACME)));
    }
    return (int) asked.stream().filter(one -> one.join().refused() == Taken.NONE).count();
  }

  @Test
  void sharesOneBucketAmongGateways() {
    RedisBuckets one = gateway(limit(10, 20));
    RedisBuckets two = gateway(limit(10, 20));
    RedisBuckets three = gateway(limit(10, 20));

    assertThat(take(one, ACME)).isEqualTo(Taken.all(19L));
    assertThat(take(two, ACME)).isEqualTo(Taken.all(18L));
    assertThat(admitted(three, 15)).isEqualTo(15);
    assertThat(admitted(one, 10)).isEqualTo(3);
    assertThat(take(two, ACME)).isEqualTo(Taken.refused(0, 100_000_000));
    advance(Duration.ofMillis(500));
    assertThat(admitted(one, 50) + admitted(two, 50) + admitted(three, 50)).isEqualTo(5);
  }

  @Test
  void admitsExactlyTheBurstToGatewaysThatRace() {
    List<RedisBuckets> gateways = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      gateways.add(gateway(limit(1, 1_000)));
    }
    List<CompletableFuture<Taken>> asked = new ArrayList<>();
    for (int i = 0; i < 3_000; i++) {
      asked.add(gateways.get(i % 3).take(List.of(ACME)));
    }
    assertThat(asked.stream().filter(one -> one.join().refused() == Taken.NONE)).hasSize(1_000);
  }

  @Test
  void putsAnEditInForceForTheWholeFleet() {
    RedisBuckets one = gateway(limit(10, 20));
    RedisBuckets two = gateway(limit(10, 20));
    assertThat(admitted(one, 8) + admitted(two, 8)).isEqualTo(16);

    put(one, limit(100, 2));
    assertThat(take(one, ACME).left()).as("cut to the new burst").containsExactly(1L);
    assertThat(admitted(two, 9)).as("also where nobody has heard of it yet").isEqualTo(1);
    advance(Duration.ofMillis(10));
    assertThat(admitted(two, 9)).as("at the new rate").isEqualTo(1);
    put(two, limit(100, 2));
    assertThat(admitted(two, 9) + admitted(one, 9)).as("once").isZero();
  }

  @Test
  void refundsNothingWhenALimitIsRaised() {
    RedisBuckets one = gateway(limit(1, 5));
    assertThat(admitted(one, 9)).isEqualTo(5);
    advance(Duration.ofSeconds(3));
    put(one, limit(1_000, 1_000));
    assertThat(admitted(one, 9)).as("what came at the old rate until the edit").isEqualTo(3);
    advance(Duration.ofMillis(2));
    assertThat(admitted(one, 9)).isEqualTo(2);
  }

  @Test
  void leavesAnEditInForceThatAnotherGatewayHearsOfLate() {
    RedisBuckets one = gateway(limit(10, 10));
    RedisBuckets two = gateway(limit(10, 10));
    assertThat(burst(one)).isEqualTo(10);
    assertThat(burst(two)).isEqualTo(10);

    put(one, limit(10, 4));
    put(one, limit(10, 6));
    assertThat(burst(one)).isEqualTo(6);
    put(two, limit(10, 4));
    assertThat(burst(two)).isEqualTo(6);
    assertThat(burst(one)).isEqualTo(6);
    put(two, limit(10, 6));
    assertThat(burst(two)).isEqualTo(6);
  }

  @Test
  void takesALimitThatComesBackForTheNewestAgain() {
    RedisBuckets one = gateway(limit(10, 10));
    RedisBuckets two = gateway(limit(10, 10));
    assertThat(burst(two)).isEqualTo(10);

    put(one, limit(10, 4));
    assertThat(burst(one)).isEqualTo(4);
    put(one, limit(10, 10));
    assertThat(burst(one)).isEqualTo(10);
    put(two, limit(10, 4));
    assertThat(burst(two)).isEqualTo(10);
    put(two, limit(10, 10));
    assertThat(burst(two)).isEqualTo(10);
    assertThat(burst(one)).isEqualTo(10);
  }

  @Test
  void agreesOnTheLastEditEvenWhenGatewaysHearOfDifferentOnesBefore() {
    RedisBuckets one = gateway(limit(10, 10));
    RedisBuckets two = gateway(limit(10, 10));
    assertThat(burst(one)).isEqualTo(10);
    assertThat(burst(two)).isEqualTo(10);

    put(one, limit(10, 6));
    assertThat(burst(one)).isEqualTo(6);
    put(two, limit(10, 4));
    put(two, limit(10, 6));
    for (RedisBuckets each : List.of(two, one, two, one)) {
      assertThat(burst(each)).isEqualTo(6);
    }
  }

  @Test
  void believesAGatewayThatStartsAfterAnEditNobodySaw() {
    RedisBuckets one = gateway(limit(10, 10));
    assertThat(burst(one)).isEqualTo(10);
    put(one, limit(10, 4));
    assertThat(burst(one)).isEqualTo(4);
    one.close();

    assertThat(burst(gateway(limit(10, 10)))).isEqualTo(10);
  }

  @Test
  void startsEmptyWhenItComesBackFromNothing() {
    RedisBuckets one = gateway(limit(10, 10));
    assertThat(admitted(one, 1)).isEqualTo(1);
    put(one, new RateLimit(Rate.perSecond(0), 0));
    advance(Duration.ofHours(1));
    put(one, limit(10, 10));
    assertThat(admitted(one, 9)).isZero();
    advance(Duration.ofMillis(200));
    assertThat(admitted(one, 9)).isEqualTo(2);
  }

  @Test
  void takesFromEachBucketOrFromNone() {
    RedisBuckets one = gateway(limit(1, 5));
    one.put(Map.of(ACME, limit(1, 5), CAP, limit(1, 2)));

    assertThat(take(one, CAP, ACME)).isEqualTo(Taken.all(1L, 4L));
    assertThat(take(one, CAP, ACME)).isEqualTo(Taken.all(0L, 3L));
    assertThat(one.look(List.of(CAP, ACME)).join())
        .containsExactly(new Room(0, 1_000_000_000), new Room(3, 0));
    assertThat(take(one, CAP, ACME)).isEqualTo(Taken.refused(0, 1_000_000_000));
    assertThat(admitted(one, 9)).isEqualTo(3);
    one.put(Map.of(ACME, limit(1, 5), CAP, limit(100, 2)));
    assertThat(take(one, CAP, ACME).refused()).isZero();
    advance(Duration.ofMillis(20));
    for (int i = 0; i < 5; i++) {
      assertThat(take(one, CAP, ACME).refused()).as("the tenant's, never the cap").isEqualTo(1);
    }
  }

  @Test
  void keepsAKeyPerBucketThatEndsByItself() throws Exception {
    RedisBuckets one = gateway(limit(1, 5));
    one.put(Map.of(ACME, limit(1, 5), CAP, limit(1, 2)));
    take(one, CAP, ACME);

    for (String key : List.of("voucherctl:quota:{acme}", "voucherctl:limits:{acme}")) {
      assertThat(ttl(key)).isPositive();
      assertThat(ttl("\"" + key + " GET /v1/x/{id}\"")).isPositive();
    }
    assertThat(ttl("voucherctl:quota:{acme}")).isBetween(60L, 62L);
  }

  private static long ttl(String key) throws Exception {
    return Long.parseLong(redis.ask("TTL " + key).substring(1));
  }

  @Test
  void carriesOnWithAFullBucketWhenRedisHasLostIt() throws Exception {
    RedisBuckets one = gateway(limit(1, 5));
    assertThat(admitted(one, 9)).isEqualTo(5);
    redis.ask("FLUSHALL");
    redis.ask("SCRIPT FLUSH");
    assertThat(admitted(one, 9)).isEqualTo(5);
    put(one, limit(1, 3));
    assertThat(burst(one)).isEqualTo(3);
    assertThat(one.health().errors() + one.health().timeouts()).isZero();
  }

  @Test
  void failsWhereAKeyHoldsSomethingElseAndGoesOnElsewhere() throws Exception {
    FleetKey bolt = new FleetKey("bolt", null);
    FleetKey carl = new FleetKey("carl", null);
    RedisBuckets one = redis.buckets(nanos::get);
    open.add(one);
    one.put(Map.of(ACME, limit(1, 50), bolt, limit(1, 5), carl, limit(1, 5)));
    redis.ask("RPUSH voucherctl:quota:{bolt} x");
    redis.ask("SET voucherctl:quota:{carl} x");

    for (int i = 0; i < 20; i++) {
      assertThat(one.take(List.of(bolt)).handle((_, failure) -> failure).join()).isNotNull();
      assertThat(one.take(List.of(carl)).handle((_, failure) -> failure).join()).isNotNull();
      assertThat(take(one, ACME).refused()).isEqualTo(Taken.NONE);
    }
    assertThat(one.up()).isTrue();
    assertThat(one.health().errors()).isEqualTo(40);
  }

  private static void put(RedisBuckets gateway, RateLimit limit) {
    gateway.put(Map.of(ACME, limit));
  }

  /** How many tokens a full bucket has. */
  private int burst(RedisBuckets gateway) {
    assertThat(take(gateway, ACME)).isNotNull();
    advance(Duration.ofSeconds(100));
    return admitted(gateway, 50);
  }
}
