package io.voucherctl.server.http;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Bytes that all request bodies of a server may take up together. A quarter is kept for small
 * bodies: a few large ones, sent slowly, must not shut out everybody else. Safe for all threads.
 */
final class BodyBudget {
  /** Few bodies that are not made by a program in bulk are larger. */
  private static final int SMALL = 256 * 1024;

  private final long most;
  private final AtomicLong taken = new AtomicLong();

  BodyBudget(long most) {
    this.most = most;
  }

  /** Whether a body may grow by so many bytes to {@code size}. */
  boolean take(long bytes, long size) {
    if (taken.addAndGet(bytes) <= (size > SMALL ? most - most / 4 : most)) {
      return true;
    }
    taken.addAndGet(-bytes);
    return false;
  }

  void give(long bytes) {
    taken.addAndGet(-bytes);
  }
}
