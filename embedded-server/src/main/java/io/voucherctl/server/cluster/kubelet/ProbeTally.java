package io.voucherctl.server.cluster.kubelet;

import org.jspecify.annotations.Nullable;

/**
 * The verdict of a row of probes: it turns only after as many equal results in a row as the probe's
 * threshold says (the kubelet's {@code prober/worker.go}). Used by one thread.
 */
final class ProbeTally {
  private final int failureThreshold;
  private final int successThreshold;
  private boolean verdict;
  private boolean latest;
  private int inRow;

  /** Without a probe there are no results to add, and the thresholds never count. */
  ProbeTally(@Nullable ProbeSpec probe, boolean verdict) {
    this.failureThreshold = probe == null ? 1 : probe.failureThreshold();
    this.successThreshold = probe == null ? 1 : probe.successThreshold();
    this.verdict = verdict;
  }

  /** Takes a result and returns the verdict with it. */
  boolean add(boolean success) {
    inRow = success == latest && inRow > 0 ? inRow + 1 : 1;
    latest = success;
    if (inRow >= (success ? successThreshold : failureThreshold)) {
      verdict = success;
    }
    return verdict;
  }
}
