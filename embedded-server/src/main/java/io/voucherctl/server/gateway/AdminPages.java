package io.voucherctl.server.gateway;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.voucherctl.server.http.ErrorShape;
import io.voucherctl.server.http.Handler;
import io.voucherctl.server.http.Response;
import io.voucherctl.server.http.Router;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the gateway tells of itself, on a port of its own: probes for a kubelet, figures for people
 * and for Prometheus.
 */
final class AdminPages {
  private final Standing standing;
  private final GatewayStatistics statistics;
  private final Supplier<HeapUse> heap;
  private final Supplier<LimiterStatus> limiter;
  private final InstantSource clock;
  private final Instant startedAt;
  private final ObjectMapper json = new ObjectMapper();
  private volatile boolean draining;

  AdminPages(
      Standing standing,
      GatewayStatistics statistics,
      Supplier<HeapUse> heap,
      @Nullable FleetLimiter fleet,
      InstantSource clock) {
    this.standing = standing;
    this.statistics = statistics;
    this.heap = heap;
    this.clock = clock;
    this.startedAt = clock.instant();
    this.limiter = fleet == null ? () -> LimiterStatus.local(startedAt) : fleet::status;
  }

  Handler router(ErrorShape errors) {
    return Router.builder(errors)
        .route("GET", "/livez", _ -> Response.text(200, "ok\n"))
        .route("GET", "/readyz", _ -> ready())
        .route("GET", "/status", _ -> Response.json(200, status()))
        .route("GET", "/metrics", _ -> Response.of(200, MetricsText.CONTENT_TYPE, metrics()))
        .build();
  }

  /** From now on nobody should send new requests here. */
  void drain() {
    draining = true;
  }

  private Response ready() {
    if (draining) {
      return Response.text(503, "draining\n");
    }
    return standing.isComplete()
        ? Response.text(200, "ok\n")
        : Response.text(503, "tenants or quotas have not been read yet\n");
  }

  private byte[] status() throws JsonProcessingException {
    return json.writeValueAsBytes(
        StatusReport.of(
            standing.quotas(), statistics, heap.get(), limiter.get(), startedAt, clock.instant()));
  }

  private byte[] metrics() throws IOException {
    return MetricsText.of(statistics, standing.quotas(), heap.get(), limiter.get());
  }
}
