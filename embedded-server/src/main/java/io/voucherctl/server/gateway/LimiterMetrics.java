package io.voucherctl.server.gateway;

import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.util.List;

/** The figures of a limiter that the fleet shares, for Prometheus. */
final class LimiterMetrics {
  private static final String PREFIX = Metrics.PREFIX + "limiter_";

  private LimiterMetrics() {}

  static List<MetricSnapshot> of(LimiterStatus limiter) {
    return List.of(
        CounterSnapshot.builder()
            .name(PREFIX + "decisions")
            .help("Requests by who decided: the fleet's buckets, or the failure mode.")
            .dataPoint(point("by", limiter.kind(), limiter.shared()))
            .dataPoint(point("by", limiter.onFailure(), limiter.alone()))
            .build(),
        CounterSnapshot.builder()
            .name(PREFIX + "failures")
            .help("Requests that the fleet's buckets should have decided and did not.")
            .dataPoint(point("reason", "timeout", limiter.timeouts()))
            .dataPoint(point("reason", "error", limiter.errors()))
            .build(),
        GaugeSnapshot.builder()
            .name(PREFIX + "up")
            .help("1 while the fleet's buckets decide.")
            .dataPoint(
                GaugeDataPointSnapshot.builder()
                    .value(limiter.decides().equals(limiter.kind()) ? 1 : 0)
                    .build())
            .build());
  }

  private static CounterDataPointSnapshot point(String label, String value, long count) {
    return CounterDataPointSnapshot.builder()
        .labels(Labels.of(label, value))
        .value((double) count)
        .build();
  }
}
