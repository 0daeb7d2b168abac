package io.voucherctl.commands.serve;

import java.util.ArrayDeque;
import java.util.Deque;

/** What a region is made of, closed in reverse: the front door first, the state last. */
final class RegionParts implements AutoCloseable {
  private final Deque<AutoCloseable> parts = new ArrayDeque<>();

  <T extends AutoCloseable> T add(T part) {
    parts.push(part);
    return part;
  }

  /** Closes every part; what goes wrong with that does not hide {@code cause}. */
  void closeAfter(Exception cause) {
    try {
      close();
    } catch (RuntimeException e) {
      cause.addSuppressed(e);
    }
  }

  /** Closes every part, and then throws what went wrong with the first of them. */
  @Override
  public void close() {
    RuntimeException first = null;
    while (!parts.isEmpty()) {
      try {
        parts.pop().close();
      } catch (Exception e) {
        if (first == null) {
          first = new IllegalStateException("a part of the region did not stop", e);
        } else {
          first.addSuppressed(e);
        }
      }
    }
    if (first != null) {
      throw first;
    }
  }
}
