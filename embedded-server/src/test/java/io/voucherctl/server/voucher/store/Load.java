package io.voucherctl.server.voucher.store;

import static io.voucherctl.server.voucher.store.StoreProbe.customers;
import static io.voucherctl.server.voucher.store.StoreProbe.insert;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** Writes, each once, and remembers what was acknowledged. */
final class Load implements AutoCloseable {
  private static final int CALLERS = 8;

  private final VoucherStore store;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final AtomicBoolean stopped = new AtomicBoolean();
  private final AtomicInteger number = new AtomicInteger();
  final AtomicInteger refused = new AtomicInteger();
  final AtomicLong longestMillis = new AtomicLong();
  private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();

  Load(VoucherStore store) {
    this.store = store;
    for (int i = 0; i < CALLERS; i++) {
      threads.execute(this::writeOn);
    }
  }

  private void writeOn() {
    while (!stopped.get()) {
      String id = "c" + number.incrementAndGet();
      long start = System.nanoTime();
      try {
        store.write("acme", sql -> insert(sql, id));
        acknowledged.add(id);
      } catch (StoreUnavailable e) {
        refused.incrementAndGet();
        LockSupport.parkNanos(100_000);
      }
      longestMillis.accumulateAndGet((System.nanoTime() - start) / 1_000_000, Math::max);
    }
  }

  void waitForMore(int writes) {
    int before = acknowledged.size();
    StoreProbe.waitUntil(() -> acknowledged.size() >= before + writes);
  }

  void stop() {
    stopped.set(true);
    threads.close();
  }

  void assertNothingIsLost() {
    List<String> stored = new ArrayList<>(customers(store));
    assertThat(new HashSet<>(stored)).hasSameSizeAs(stored).containsAll(acknowledged);
    assertThat(store.<Long>read(sql -> Tally.CUSTOMER.of(sql, "acme"))).isEqualTo(stored.size());
    assertThat(stored.size()).isLessThanOrEqualTo(number.get());
  }

  @Override
  public void close() {
    stop();
  }
}
