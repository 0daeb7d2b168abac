package io.voucherctl.server.gateway;

import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.voucherctl.server.gateway.GatewayStatistics.TenantFigures;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Collection;
import java.util.List;

/**
 * The gateway's figures in Prometheus text. Made from the same snapshot as {@code /status} at each
 * scrape, so that the two never disagree and a request is counted once.
 */
final class MetricsText {
  static final String CONTENT_TYPE = PrometheusTextFormatWriter.CONTENT_TYPE;

  private static final String PREFIX = "voucherctl_gateway_";
  private static final double MICROS_PER_SECOND = 1e6;

  private final CounterSnapshot.Builder requests =
      counter("requests", "Requests by what the gateway decided.");
  private final CounterSnapshot.Builder responses =
      counter("responses", "Answers to admitted requests; class none: the client left before.");
  private final CounterSnapshot.Builder upstreamErrors =
      counter("upstream_errors", "Admitted requests answered in the upstream's stead.");
  private final HistogramSnapshot.Builder durations =
      HistogramSnapshot.builder()
          .name(PREFIX + "request_duration_seconds")
          .help("Admitted requests, from their head's arrival to the end of their answer.");

  private MetricsText() {}

  static byte[] of(
      GatewayStatistics statistics, Standing.InForce quotas, HeapUse heap, LimiterStatus limiter)
      throws IOException {
    MetricsText text = new MetricsText();
    for (TenantFigures tenant : statistics.tenants()) {
      tenant.routes().forEach(figures -> text.add(tenant.tenant(), figures));
    }
    RouteFigures unknown = statistics.unknown().snapshot(ApiRoutes.OTHER);
    text.count(GatewayStatistics.UNKNOWN, unknown.route(), "unauthorized", unknown.refused());
    return text.write(quotas, heap, LimiterMetrics.of(limiter));
  }

  private void add(String tenant, RouteFigures figures) {
    count(tenant, figures.route(), "admitted", figures.admitted());
    count(tenant, figures.route(), "limited", figures.limited());
    Labels labels = Labels.of("tenant", tenant, "route", figures.route());
    upstreamErrors.dataPoint(point(labels, figures.upstreamErrors()));
    List<Long> classes = figures.byStatusClass();
    for (int i = 0; i < classes.size(); i++) {
      String status = i == 0 ? "none" : i + "xx";
      responses.dataPoint(point(labels.add("class", status), classes.get(i)));
    }
    durations.dataPoint(duration(labels, figures.responseTime()));
  }

  private void count(String tenant, String route, String outcome, long count) {
    requests.dataPoint(
        point(Labels.of("tenant", tenant, "route", route, "outcome", outcome), count));
  }

  private byte[] write(Standing.InForce quotas, HeapUse heap, Collection<MetricSnapshot> limiter)
      throws IOException {
    MetricSnapshots.Builder all = MetricSnapshots.builder();
    limiter.forEach(all::metricSnapshot);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrometheusTextFormatWriter.create()
        .write(
            bytes,
            all.metricSnapshot(requests.build())
                .metricSnapshot(responses.build())
                .metricSnapshot(upstreamErrors.build())
                .metricSnapshot(durations.build())
                .metricSnapshot(
                    gauge(
                        "invalid_quotas",
                        "Quotas that cannot be used.",
                        quotas.book().invalid().size()))
                .metricSnapshot(gauge("heap_used_bytes", "Heap in use.", heap.usedBytes()))
                .metricSnapshot(
                    gauge(
                        "heap_used_after_gc_bytes",
                        "Heap that the last collection of each pool left in use.",
                        heap.usedAfterLastGcBytes()))
                .metricSnapshot(gauge("heap_max_bytes", "Limit of the heap.", heap.maxBytes()))
                .build());
    return bytes.toByteArray();
  }

  private static CounterSnapshot.Builder counter(String name, String help) {
    return CounterSnapshot.builder().name(PREFIX + name).help(help);
  }

  private static GaugeSnapshot gauge(String name, String help, long value) {
    return GaugeSnapshot.builder()
        .name(PREFIX + name)
        .help(help)
        .dataPoint(GaugeDataPointSnapshot.builder().value((double) value).build())
        .build();
  }

  private static CounterDataPointSnapshot point(Labels labels, long count) {
    return CounterDataPointSnapshot.builder().labels(labels).value((double) count).build();
  }

  private static HistogramDataPointSnapshot duration(Labels labels, ResponseTime took) {
    ClassicHistogramBuckets.Builder buckets = ClassicHistogramBuckets.builder();
    long[] bounds = RouteStatistics.BOUNDS_MICROS;
    for (int i = 0; i < bounds.length; i++) {
      buckets.bucket(bounds[i] / MICROS_PER_SECOND, took.bucketCounts().get(i));
    }
    buckets.bucket(Double.POSITIVE_INFINITY, took.bucketCounts().getLast());
    return HistogramDataPointSnapshot.builder()
        .labels(labels)
        .classicHistogramBuckets(buckets.build())
        .sum(took.totalMicros() / MICROS_PER_SECOND)
        .build();
  }
}
