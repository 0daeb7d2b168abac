package io.voucherctl.server.gateway.proof;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * One edit of a quota and when it came into force where. Times are {@code System.nanoTime()}.
 *
 * @param sent before the API call
 * @param answered when the call had returned
 * @param changes one per gateway
 */
record Edit(long sent, long answered, List<Change> changes) {
  private static final long POLL_MILLIS = 5;
  private static final long PATIENCE_NANOS = 10_000_000_000L;

  /**
   * The moment of a change lies between these two.
   *
   * @param earliest before the last question that was answered with the old quota
   * @param latest after the first answer with the new one
   */
  record Change(long earliest, long latest) {}

  /** Edits, and watches every gateway's status page until it shows the new rate. */
  static Edit of(Fleet fleet, List<URI> pages, String tenant, String rate, long burst)
      throws Exception {
    CountDownLatch watched = new CountDownLatch(pages.size());
    List<Callable<Change>> watches = new ArrayList<>();
    pages.forEach(page -> watches.add(() -> watch(fleet, page, tenant, rate, watched)));
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Change>> seen = watches.stream().map(threads::submit).toList();
      watched.await();
      long sent = System.nanoTime();
      fleet.edit(tenant, rate, burst);
      long answered = System.nanoTime();
      List<Change> changes = new ArrayList<>();
      for (Future<Change> each : seen) {
        Change change = each.get();
        changes.add(new Change(Math.max(change.earliest(), sent), change.latest()));
      }
      return new Edit(sent, answered, changes);
    }
  }

  private static Change watch(
      Fleet fleet, URI page, String tenant, String rate, CountDownLatch watched) throws Exception {
    long start = System.nanoTime();
    long earliest = start;
    while (System.nanoTime() - start < PATIENCE_NANOS) {
      long asked = System.nanoTime();
      JsonNode status = fleet.status(page);
      if (Fleet.tenant(status, tenant).at("/quota/rate").asText().equals(rate)) {
        return new Change(earliest, System.nanoTime());
      }
      earliest = asked;
      watched.countDown();
      Thread.sleep(POLL_MILLIS);
    }
    throw new IOException(page + " does not show " + rate);
  }

  /** When the last gateway was seen to have it. */
  long everywhere() {
    return changes.stream().mapToLong(Change::latest).max().orElseThrow();
  }
}
