package io.voucherctl.server.gateway.redis;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the connection: makes it, probes it each second and learns Redis's time from that, ends it
 * when there is an alarm, and waits longer and longer before it trusts a Redis again that keeps
 * failing. One thread of its own.
 */
final class RedisWatch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RedisWatch.class);
  private static final long INTERVAL_MILLIS = 1_000;
  private static final long FIRST_PAUSE_MILLIS = 100;
  private static final long LONGEST_PAUSE_MILLIS = 2_000;

  /** Probes in a row after which a Redis is trusted as if it had never failed. */
  private static final int TRUSTED_AFTER = 5;

  private static final Duration FIRST_TRY = Duration.ofSeconds(2);

  private final RedisAddress address;
  private final RedisLink link;
  private final Breaker breaker;
  private final Duration deadline;
  private final LongConsumer timeTold;
  private final Runnable recovered;
  private final Semaphore alarms = new Semaphore(0);
  private final CountDownLatch tried = new CountDownLatch(1);
  private final Thread thread = Thread.ofVirtual().name("redis").unstarted(this::run);
  private long pauseMillis = FIRST_PAUSE_MILLIS;
  private int sound;
  private volatile boolean closed;

  RedisWatch(
      RedisAddress address,
      RedisLink link,
      Breaker breaker,
      Duration deadline,
      LongConsumer timeTold,
      Runnable recovered) {
    this.address = address;
    this.link = link;
    this.breaker = breaker;
    this.deadline = deadline;
    this.timeTold = timeTold;
    this.recovered = recovered;
  }

  /** Returns when Redis was tried once, or when that takes too long. */
  void start() {
    thread.start();
    try {
      if (!tried.await(FIRST_TRY.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.warn("{} has not answered yet", address);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Redis should not be asked any more for now. Safe for all threads; does not block. */
  void alarm(String why) {
    if (!closed && breaker.open(why)) {
      LOG.warn("{} does not decide any more: {}", address, why);
      alarms.release();
    }
  }

  private void run() {
    try {
      while (!closed) {
        look();
        tried.countDown();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void look() throws InterruptedException {
    alarms.drainPermits();
    if (!answers()) {
      rest();
      return;
    }
    if (breaker.close()) {
      LOG.info("{} decides", address);
      recovered.run();
    }
    tried.countDown();
    if (++sound >= TRUSTED_AFTER) {
      pauseMillis = FIRST_PAUSE_MILLIS;
    }
    if (alarms.tryAcquire(INTERVAL_MILLIS, TimeUnit.MILLISECONDS)) {
      rest();
    }
  }

  private boolean answers() throws InterruptedException {
    try {
      link.connect();
      timeTold.accept(link.probe(deadline));
      return true;
    } catch (ExecutionException | TimeoutException e) {
      String why = Trouble.of(e).word();
      alarm(why);
      breaker.stillFailing(why);
      return false;
    }
  }

  private void rest() throws InterruptedException {
    sound = 0;
    link.drop();
    tried.countDown();
    Thread.sleep(pauseMillis);
    pauseMillis = Math.min(2 * pauseMillis, LONGEST_PAUSE_MILLIS);
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
