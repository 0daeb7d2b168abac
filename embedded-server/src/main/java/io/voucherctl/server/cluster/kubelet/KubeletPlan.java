package io.voucherctl.server.cluster.kubelet;

import java.nio.file.Path;
import java.time.Duration;

/**
 * How a kubelet works.
 *
 * @param state directory for volumes and logs, absolute, of this kubelet alone
 * @param heapShare share of a memory limit that becomes the child's heap, 0 to 1
 * @param defaultHeapMegabytes heap of a container without a memory limit
 * @param backOffUnit wait after the second crash in a row; it doubles with each further one
 * @param backOffCap longest wait; twice this long without a crash forgets the crashes before
 * @param closeGrace time between SIGTERM and SIGKILL when the kubelet itself closes
 * @param logBytes size at which a run's log is set aside as {@code .1} and begun again
 * @param keptLogs runs of one container whose logs are kept, the newest ones
 * @param keptPods deleted pods whose logs are kept, the newest ones
 */
public record KubeletPlan(
    Path state,
    String nodeName,
    double heapShare,
    int defaultHeapMegabytes,
    Duration backOffUnit,
    Duration backOffCap,
    Duration closeGrace,
    long logBytes,
    int keptLogs,
    int keptPods) {
  /** The real kubelet's {@code backoff base}. */
  public static final Duration BACK_OFF_UNIT = Duration.ofSeconds(10);

  /** The real kubelet's {@code MaxContainerBackOff}. */
  public static final Duration BACK_OFF_CAP = Duration.ofMinutes(5);

  public KubeletPlan {
    if (!state.isAbsolute()) {
      throw new IllegalArgumentException("the state directory must be absolute: " + state);
    }
    if (!(heapShare > 0 && heapShare <= 1)) {
      throw new IllegalArgumentException("heap share must be in (0, 1]: " + heapShare);
    }
    if (!backOffUnit.isPositive() || backOffCap.compareTo(backOffUnit) < 0) {
      throw new IllegalArgumentException(
          "back-off must be positive and its cap not below it: " + backOffUnit + ", " + backOffCap);
    }
  }

  /** Real back-off, a quarter of the limit as heap (the JVM's own default share), 64 MB without. */
  public static KubeletPlan in(Path state) {
    return new KubeletPlan(
        state,
        "voucherctl",
        0.25,
        64,
        BACK_OFF_UNIT,
        BACK_OFF_CAP,
        Duration.ofSeconds(5),
        8 << 20,
        5,
        32);
  }

  public KubeletPlan withBackOff(Duration unit, Duration cap) {
    return new KubeletPlan(
        state,
        nodeName,
        heapShare,
        defaultHeapMegabytes,
        unit,
        cap,
        closeGrace,
        logBytes,
        keptLogs,
        keptPods);
  }

  public KubeletPlan withHeapShare(double share) {
    return new KubeletPlan(
        state,
        nodeName,
        share,
        defaultHeapMegabytes,
        backOffUnit,
        backOffCap,
        closeGrace,
        logBytes,
        keptLogs,
        keptPods);
  }

  boolean shortened() {
    return !backOffUnit.equals(BACK_OFF_UNIT) || !backOffCap.equals(BACK_OFF_CAP);
  }

  /** Heap for a memory limit in bytes; 0 means no limit. */
  int heapMegabytes(long limitBytes) {
    if (limitBytes == 0) {
      return defaultHeapMegabytes;
    }
    double megabytes = limitBytes * heapShare / (1 << 20);
    return (int) Math.clamp(megabytes, 2, 1 << 20); // a JVM does not start with less than 2 MB
  }
}
