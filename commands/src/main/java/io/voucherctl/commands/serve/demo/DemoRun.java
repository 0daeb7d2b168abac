package io.voucherctl.commands.serve.demo;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Demo data on its way into a region. Closing it ends the calls; what is missing stays missing. */
public final class DemoRun implements AutoCloseable {
  private final DemoReport.Summary planned;
  private final CompletableFuture<DemoReport> report = new CompletableFuture<>();
  private final Thread thread;

  private DemoRun(DemoReport.Summary planned, Callable<DemoReport> seeding) {
    this.planned = planned;
    this.thread =
        Thread.ofVirtual()
            .name("demo")
            .unstarted(() -> {
              try {
                report.complete(seeding.call());
              } catch (Exception e) {
                report.completeExceptionally(e);
              }
            });
  }

  static DemoRun start(DemoReport.Summary planned, Callable<DemoReport> seeding) {
    DemoRun run = new DemoRun(planned, seeding);
    run.thread.start();
    return run;
  }

  /** The codes that will be there when nothing goes wrong. */
  public DemoReport.Summary planned() {
    return planned;
  }

  /** The report, or null when it takes longer than that. */
  public @Nullable DemoReport await(Duration most) throws InterruptedException {
    try {
      return report.get(most.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      return null;
    } catch (ExecutionException e) {
      throw new IllegalStateException("the demo data cannot be made", e.getCause());
    }
  }

  /** Hands the report over when it is there; never when the run was closed before. */
  public void whenDone(Consumer<DemoReport> then) {
    var _ = report.thenAccept(then);
  }

  @Override
  public void close() {
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
