package io.voucherctl.commands.load;

import io.voucherctl.commands.latency.LatencyKind;
import io.voucherctl.commands.latency.LatencyRecorder;
import io.voucherctl.commands.latency.LatencySeries;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;

/** What became of one tenant's requests. Any thread counts; exact once nothing is in flight. */
final class TenantTally {
  private static final int STATUSES = 1_000;

  private final AtomicInteger inFlight = new AtomicInteger();
  private final AtomicLong unanswered = new AtomicLong();
  private final AtomicLongArray statuses = new AtomicLongArray(STATUSES);
  private final Map<Outcome, LongAdder> outcomes = new EnumMap<>(Outcome.class);
  private final Map<Outcome, LatencySeries> response = new EnumMap<>(Outcome.class);
  private final Map<Outcome, LatencySeries> service = new EnumMap<>(Outcome.class);

  TenantTally(String tenant, LatencyRecorder latencies) {
    for (Outcome outcome : Outcome.values()) {
      outcomes.put(outcome, new LongAdder());
      if (outcome.hasLatency()) {
        String word = outcome.toString();
        response.put(outcome, latencies.series(tenant, word, LatencyKind.RESPONSE_TIME));
        service.put(outcome, latencies.series(tenant, word, LatencyKind.SERVICE_TIME));
      }
    }
  }

  /** Takes one of {@code most} places in flight; false when there is none. One thread only. */
  boolean enter(int most) {
    if (inFlight.get() >= most) {
      return false;
    }
    inFlight.incrementAndGet();
    return true;
  }

  void leave() {
    inFlight.decrementAndGet();
  }

  int inFlight() {
    return inFlight.get();
  }

  void count(Outcome outcome) {
    adder(outcome).increment();
  }

  void countStatus(int status) {
    statuses.incrementAndGet(Math.clamp(status, 0, STATUSES - 1));
  }

  /** A request that nobody waited for any longer, because the run was interrupted. */
  void countUnanswered() {
    unanswered.incrementAndGet();
  }

  void recordResponse(Outcome outcome, long nanos) {
    LatencySeries series = response.get(outcome);
    if (series != null) {
      series.record(nanos);
    }
  }

  void recordService(Outcome outcome, long nanos) {
    LatencySeries series = service.get(outcome);
    if (series != null) {
      series.record(nanos);
    }
  }

  long sum(Outcome outcome) {
    return adder(outcome).sum();
  }

  long unanswered() {
    return unanswered.get();
  }

  /** How often each status came, in their order. */
  Map<String, Long> statuses() {
    Map<String, Long> seen = new TreeMap<>();
    for (int status = 0; status < STATUSES; status++) {
      if (statuses.get(status) > 0) {
        seen.put(Integer.toString(status), statuses.get(status));
      }
    }
    return seen;
  }

  private LongAdder adder(Outcome outcome) {
    LongAdder adder = outcomes.get(outcome);
    if (adder == null) {
      throw new IllegalStateException("no counter for " + outcome);
    }
    return adder;
  }
}
