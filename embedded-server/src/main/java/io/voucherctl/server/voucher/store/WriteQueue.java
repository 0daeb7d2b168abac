package io.voucherctl.server.voucher.store;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What waits to be written, first come first served within a tenant, tenants in turn. It is
 * bounded, and so is what one tenant may have in it: a flood of one is refused to itself first.
 * Safe for any number of threads.
 */
final class WriteQueue {
  static final int MOST = 1_024;
  static final int MOST_OF_A_TENANT = MOST / 2;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final SequencedMap<String, Deque<WriteUnit<?>>> waiting = new LinkedHashMap<>();
  private int size;
  private boolean closed;

  /**
   * Queues it behind those of its tenant.
   *
   * @throws StoreUnavailable when there are too many, or it is closed
   */
  void add(WriteUnit<?> unit) {
    lock.lock();
    try {
      if (closed) {
        throw new StoreUnavailable("the store is closed", null);
      }
      Deque<WriteUnit<?>> own = waiting.get(unit.tenant());
      if (size == MOST || (own != null && own.size() == MOST_OF_A_TENANT)) {
        throw new StoreUnavailable("too many writes are waiting", null);
      }
      waiting.computeIfAbsent(unit.tenant(), _ -> new ArrayDeque<>()).add(unit);
      size++;
      changed.signal();
    } finally {
      lock.unlock();
    }
  }

  /** Waits for the next ones, one of each tenant in turn; none when it is closed and empty. */
  List<WriteUnit<?>> take(int most) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (size == 0 && !closed) {
        changed.await();
      }
      return next(Math.min(most, size));
    } finally {
      lock.unlock();
    }
  }

  /** All that is in it, without waiting. */
  List<WriteUnit<?>> rest() {
    lock.lock();
    try {
      return next(size);
    } finally {
      lock.unlock();
    }
  }

  private List<WriteUnit<?>> next(int count) {
    List<WriteUnit<?>> taken = new ArrayList<>(count);
    while (taken.size() < count) {
      Map.Entry<String, Deque<WriteUnit<?>>> first = waiting.pollFirstEntry();
      Deque<WriteUnit<?>> own = first.getValue();
      taken.add(own.remove());
      if (!own.isEmpty()) {
        waiting.putLast(first.getKey(), own);
      }
    }
    size -= count;
    return taken;
  }

  /** Takes no more; what is in it stays. */
  void close() {
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
