package io.voucherctl.server.gateway;

import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.voucherctl.server.gateway.Admission.Bound;
import io.voucherctl.server.http.Decision.UpstreamFailure;
import java.util.List;

/**
 * Requests by tenant and route. The labels are bounded by the known tenants, the templates, and a
 * handful of kinds.
 */
final class RowMetrics {
  private static final double MICROS_PER_SECOND = 1e6;

  private final CounterSnapshot.Builder offered =
      Metrics.counter("offered_requests", "Requests that came.");
  private final CounterSnapshot.Builder requests =
      Metrics.counter(
          "requests", "Requests by what the gateway decided; all outcomes sum to those offered.");
  private final CounterSnapshot.Builder limited =
      Metrics.counter("limited_requests", "Limited requests by what they ran into.");
  private final CounterSnapshot.Builder shadowLimited =
      Metrics.counter(
          "shadow_limited_requests",
          "Admitted requests over a quota that is not enforced, by what they would have met.");
  private final CounterSnapshot.Builder refused =
      Metrics.counter("refused_requests", "Requests refused before any quota was asked.");
  private final CounterSnapshot.Builder responses =
      Metrics.counter("responses", "Answers to admitted requests, by class of their status.");
  private final CounterSnapshot.Builder abandoned =
      Metrics.counter(
          "abandoned_requests", "Admitted requests whose client left before an answer began.");
  private final CounterSnapshot.Builder upstreamErrors =
      Metrics.counter("upstream_errors", "Admitted requests answered in the upstream's stead.");
  private final GaugeSnapshot.Builder inFlight =
      Metrics.gauge("requests_in_flight", "Admitted requests that are under way.");
  private final HistogramSnapshot.Builder durations =
      HistogramSnapshot.builder()
          .name(Metrics.PREFIX + "request_duration_seconds")
          .help("Admitted requests, from their head's arrival to the end of their answer.");

  void add(String tenant, RouteFigures figures) {
    Labels labels = Labels.of("tenant", tenant, "route", figures.route());
    offered.dataPoint(Metrics.count(labels, figures.offered()));
    outcome(labels, "admitted", figures.admitted());
    outcome(labels, "limited", figures.limited());
    outcome(labels, "shed", figures.shed());
    outcome(labels, "refused", figures.refused());
    kinds(refused, labels, "reason", Refusal.values(), figures.refusedBy());
    kinds(limited, labels, "bound", Bound.values(), figures.limitedBy());
    kinds(shadowLimited, labels, "bound", Bound.values(), figures.shadowLimitedBy());
    kinds(responses, labels, "class", StatusClass.values(), figures.answeredBy());
    kinds(upstreamErrors, labels, "kind", UpstreamFailure.values(), figures.upstreamFailures());
    abandoned.dataPoint(Metrics.count(labels, figures.left()));
    inFlight.dataPoint(Metrics.value(labels, figures.inFlight()));
    durations.dataPoint(duration(labels, figures.responseTime()));
  }

  private void outcome(Labels labels, String outcome, long count) {
    requests.dataPoint(Metrics.count(labels.add("outcome", outcome), count));
  }

  private static <E extends Enum<E>> void kinds(
      CounterSnapshot.Builder counter, Labels labels, String name, E[] kinds, Tally<E> tally) {
    for (E kind : kinds) {
      counter.dataPoint(Metrics.count(labels.add(name, Tally.name(kind)), tally.of(kind)));
    }
  }

  private static HistogramDataPointSnapshot duration(Labels labels, ResponseTime took) {
    ClassicHistogramBuckets.Builder buckets = ClassicHistogramBuckets.builder();
    List<Long> bounds = ResponseTime.BOUNDS_MICROS;
    for (int i = 0; i < bounds.size(); i++) {
      buckets.bucket(bounds.get(i) / MICROS_PER_SECOND, took.bucketCounts().get(i));
    }
    buckets.bucket(Double.POSITIVE_INFINITY, took.bucketCounts().getLast());
    return HistogramDataPointSnapshot.builder()
        .labels(labels)
        .classicHistogramBuckets(buckets.build())
        .sum(took.totalMicros() / MICROS_PER_SECOND)
        .build();
  }

  void addTo(MetricSnapshots.Builder all) {
    all.metricSnapshot(offered.build())
        .metricSnapshot(requests.build())
        .metricSnapshot(limited.build())
        .metricSnapshot(shadowLimited.build())
        .metricSnapshot(refused.build())
        .metricSnapshot(responses.build())
        .metricSnapshot(abandoned.build())
        .metricSnapshot(upstreamErrors.build())
        .metricSnapshot(inFlight.build())
        .metricSnapshot(durations.build());
  }
}
