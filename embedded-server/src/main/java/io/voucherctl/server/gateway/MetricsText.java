package io.voucherctl.server.gateway;

import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot.InfoDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.voucherctl.server.gateway.GatewayStatistics.Snapshot;
import io.voucherctl.server.gateway.GatewayStatistics.TenantFigures;
import io.voucherctl.server.http.TlsStanding;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The gateway's figures in Prometheus text. Made from the same kind of snapshot as {@code /status}
 * at each scrape, so that the two never disagree and a request is counted once.
 */
final class MetricsText {
  static final String CONTENT_TYPE = PrometheusTextFormatWriter.CONTENT_TYPE;

  private static final double MILLIS_PER_SECOND = 1000;

  private final Standing standing;
  private final Snapshot figures;
  private final ProcessUse process;
  private final @Nullable LimiterStatus limiter;
  private final @Nullable TlsStanding tls;
  private final MetricSnapshots.Builder all = MetricSnapshots.builder();

  MetricsText(
      Standing standing,
      Snapshot figures,
      ProcessUse process,
      @Nullable LimiterStatus limiter,
      @Nullable TlsStanding tls) {
    this.standing = standing;
    this.figures = figures;
    this.process = process;
    this.limiter = limiter;
    this.tls = tls;
  }

  byte[] write(Instant startedAt) throws IOException {
    rows();
    quotas();
    if (limiter != null) {
      LimiterMetrics.of(limiter).forEach(all::metricSnapshot);
    }
    gauge(
        "fleet_ready_replicas",
        "Gateways that share every quota; 0 while nobody has counted them.",
        standing.share().ready());
    if (tls != null) {
      gauge(
          "tls_not_after_timestamp_seconds",
          "When the certificate of the tenants' port ends.",
          (double) tls.notAfter().getEpochSecond());
    }
    heap(process.heap());
    process(startedAt);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrometheusTextFormatWriter.create().write(bytes, all.build());
    return bytes.toByteArray();
  }

  private void rows() {
    RowMetrics rows = new RowMetrics();
    for (TenantFigures tenant : figures.tenants()) {
      tenant.routes().forEach(row -> rows.add(tenant.tenant(), row));
    }
    figures.departed().forEach(row -> rows.add(GatewayStatistics.DEPARTED, row));
    rows.add(GatewayStatistics.UNKNOWN, figures.unknown());
    rows.addTo(all);
  }

  private void quotas() {
    QuotaMetrics quotas = new QuotaMetrics();
    for (TenantFigures tenant : figures.tenants()) {
      Account account = standing.account(tenant.tenant());
      if (account != null) {
        quotas.add(account.quota());
      }
    }
    quotas.addTo(all, standing);
  }

  private void heap(HeapUse heap) {
    gauge("heap_used_bytes", "Heap in use.", (double) heap.usedBytes());
    gauge(
        "heap_used_after_gc_bytes",
        "Heap that the last collection of each pool left in use.",
        (double) heap.usedAfterLastGcBytes());
    if (heap.maxBytes() >= 0) {
      gauge("heap_max_bytes", "Limit of the heap.", (double) heap.maxBytes());
    }
  }

  /** Under the names that every Prometheus client gives them. */
  private void process(Instant startedAt) {
    String version = MetricsText.class.getPackage().getImplementationVersion();
    Labels build =
        Labels.of(
            "version", version == null ? "unknown" : version, "java", Runtime.version().toString());
    all.metricSnapshot(
        InfoSnapshot.builder()
            .name(Metrics.PREFIX + "build")
            .help("What runs here.")
            .dataPoint(InfoDataPointSnapshot.builder().labels(build).build())
            .build());
    processGauge(
        "start_time_seconds",
        "When the gateway started.",
        startedAt.toEpochMilli() / MILLIS_PER_SECOND);
    processGauge("resident_memory_bytes", "Resident memory.", asDouble(process.residentBytes()));
    processGauge("open_fds", "Open file descriptors.", asDouble(process.openFiles()));
    processGauge("max_fds", "Most open file descriptors.", asDouble(process.mostFiles()));
    if (process.cpuSeconds() != null) {
      all.metricSnapshot(
          CounterSnapshot.builder()
              .name("process_cpu_seconds")
              .help("User and system time.")
              .dataPoint(CounterDataPointSnapshot.builder().value(process.cpuSeconds()).build())
              .build());
    }
  }

  private static @Nullable Double asDouble(@Nullable Long value) {
    return value == null ? null : value.doubleValue();
  }

  private void processGauge(String name, String help, @Nullable Double value) {
    if (value != null) {
      gauge(GaugeSnapshot.builder().name("process_" + name).help(help), value);
    }
  }

  private void gauge(String name, String help, double value) {
    gauge(Metrics.gauge(name, help), value);
  }

  private void gauge(GaugeSnapshot.Builder gauge, double value) {
    all.metricSnapshot(gauge.dataPoint(Metrics.value(Labels.EMPTY, value)).build());
  }
}
