package io.voucherctl.cli;

import io.voucherctl.commands.exit.ExitCode;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Turns SIGINT and SIGTERM into a request to stop, and gives the command time to answer it: drain,
 * report, stop its children. The JVM then ends with the signal's own code, 130 or 143.
 */
final class Shutdown {
  private final CountDownLatch asked = new CountDownLatch(1);
  private final CountDownLatch finished = new CountDownLatch(1);
  private final List<Runnable> actions = new CopyOnWriteArrayList<>();
  private final Duration grace;

  private Shutdown(Duration grace) {
    this.grace = grace;
  }

  /**
   * @param grace how long a command may take to finish after a signal
   */
  static Shutdown install(Duration grace) {
    Shutdown shutdown = new Shutdown(grace);
    Runtime.getRuntime().addShutdownHook(new Thread(shutdown::stop, "shutdown"));
    return shutdown;
  }

  /** Runs {@code action} when a signal comes; on another thread, so it must only ask for a stop. */
  void onStop(Runnable action) {
    actions.add(action);
  }

  void awaitStop() throws InterruptedException {
    asked.await();
  }

  /** What the process shall say when it ends; null while nobody asked it to. */
  @Nullable ExitCode interrupted() {
    return asked.getCount() == 0 ? ExitCode.INTERRUPTED : null;
  }

  /** The command is done, its answer written: a normal exit need not wait. */
  void finish() {
    finished.countDown();
  }

  private void stop() {
    if (finished.getCount() == 0) {
      return;
    }
    asked.countDown();
    actions.forEach(Runnable::run);
    try {
      finished.await(grace.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
