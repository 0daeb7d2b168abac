package io.voucherctl.commands.drill;

import io.voucherctl.commands.exit.Failure;
import io.voucherctl.commands.pods.ContainerRestarts;
import io.voucherctl.commands.pods.LastTermination;
import io.voucherctl.commands.pods.RestartReport;
import io.voucherctl.server.quota.TenantQuota;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Looks at pods and gateways twice a second while the load runs, and remembers every death: the
 * cluster itself keeps only the last one of each container.
 */
final class Observer implements AutoCloseable {
  private static final long INTERVAL_MILLIS = 500;
  private static final int SIGTERM = 143;

  private record DeathKey(String pod, String container, Instant at) {}

  private final Supplier<RestartReport> restarts;
  private final GatewayProbe gateways;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread;
  private final Map<DeathKey, Death> deaths = new LinkedHashMap<>();
  private final TrafficTally tally = new TrafficTally();
  private List<GatewaySample> latest = List.of();
  private int heapPeakPercent;
  private boolean counting = true;

  Observer(Supplier<RestartReport> restarts, GatewayProbe gateways) {
    this.restarts = restarts;
    this.gateways = gateways;
    this.thread = Thread.ofVirtual().name("drill-observer").start(this::run);
  }

  private void run() {
    try {
      do {
        look();
      } while (!closed.await(INTERVAL_MILLIS, TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** One look; what does not answer now may answer in half a second. */
  void look() {
    List<GatewaySample> samples = gateways.sample();
    RestartReport report = null;
    try {
      report = restarts.get();
    } catch (Failure e) {
      // The control plane is busy; deaths stay in the pods' status until the next look.
    }
    remember(samples, report);
  }

  private synchronized void remember(List<GatewaySample> samples, @Nullable RestartReport report) {
    latest = samples;
    for (GatewaySample sample : samples) {
      heapPeakPercent = Math.max(heapPeakPercent, sample.heapPercent());
      if (counting) {
        tally.add(sample);
      }
    }
    if (report != null) {
      report.containers().forEach(this::rememberDeath);
    }
  }

  private void rememberDeath(ContainerRestarts container) {
    LastTermination last = container.lastTermination();
    if (last != null && last.finishedAt() != null && !orderly(last)) {
      DeathKey key = new DeathKey(container.pod(), container.container(), last.finishedAt());
      deaths.putIfAbsent(
          key,
          new Death(
              container.pod(), container.container(), last.exitCode(), last.cause(), key.at()));
    }
  }

  /** A rollout stops old pods with SIGTERM; so does a failing probe, and that is a death. */
  private static boolean orderly(LastTermination end) {
    return (end.exitCode() == 0 || end.exitCode() == SIGTERM) && !end.cause().contains("probe");
  }

  /** From here on the gateways' counters say nothing new about the flood. */
  synchronized @Nullable Findings conclude(
      Function<String, TenantQuota> quotas, int replicas, Duration window) {
    counting = false;
    return Findings.of(tally, quotas, replicas, window, heapPeakPercent);
  }

  /** Such as {@code heap 81% 94%, 3 deaths}. */
  synchronized String status() {
    StringBuilder text = new StringBuilder("heap");
    latest.stream()
        .sorted(Comparator.comparing(GatewaySample::pod))
        .forEach(sample -> text.append(' ').append(sample.heapPercent()).append('%'));
    if (latest.isEmpty()) {
      text.append(" -");
    }
    return text.append(", deaths ").append(deaths.size()).toString();
  }

  synchronized List<Death> deaths() {
    List<Death> inOrder = new ArrayList<>(deaths.values());
    inOrder.sort(Comparator.comparing(Death::at).thenComparing(Death::pod));
    return List.copyOf(inOrder);
  }

  /** Takes a last look, so that a death at the very end is not missed. */
  @Override
  public void close() {
    closed.countDown();
    try {
      thread.join();
      look();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
