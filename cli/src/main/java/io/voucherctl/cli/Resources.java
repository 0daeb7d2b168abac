package io.voucherctl.cli;

import java.util.ArrayDeque;
import java.util.Deque;

/** What was opened on the way, closed in reverse when the command is done. */
final class Resources implements AutoCloseable {
  private final Deque<AutoCloseable> opened = new ArrayDeque<>();

  synchronized <T extends AutoCloseable> T add(T resource) {
    opened.push(resource);
    return resource;
  }

  @Override
  public synchronized void close() {
    while (!opened.isEmpty()) {
      try {
        opened.pop().close();
      } catch (Exception e) {
        // The answer is out already; a resource that cannot be closed changes nothing about it.
      }
    }
  }
}
