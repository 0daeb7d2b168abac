package io.voucherctl.server.gateway;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.voucherctl.server.http.ErrorShape;
import io.voucherctl.server.http.Handler;
import io.voucherctl.server.http.Request;
import io.voucherctl.server.http.Response;
import io.voucherctl.server.http.Router;
import io.voucherctl.server.http.TlsStanding;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the gateway tells of itself, on a port of its own: probes for a kubelet, figures for people
 * and for Prometheus. A gateway whose heap is nearly full is not ready, so that fronts look
 * elsewhere, but alive: to be restarted would drop what it still does, and the flood that filled
 * the heap would fill the next one. Gateways that went round in a restart loop were the outage of
 * 20 August 2021.
 */
final class AdminPages {
  private final Standing standing;
  private final GatewayStatistics statistics;
  private final LimitsReport limits;
  private final Supplier<ProcessUse> process;
  private final Overload overload;
  private final @Nullable FleetLimiter fleet;
  private final InstantSource clock;
  private final Instant startedAt;
  private final ObjectMapper json = new ObjectMapper();
  private volatile boolean draining;
  private volatile Supplier<@Nullable TlsStanding> tls = () -> null;

  AdminPages(
      Standing standing,
      GatewayStatistics statistics,
      LimitsReport limits,
      Supplier<ProcessUse> process,
      Overload overload,
      @Nullable FleetLimiter fleet,
      InstantSource clock) {
    this.standing = standing;
    this.statistics = statistics;
    this.limits = limits;
    this.process = process;
    this.overload = overload;
    this.fleet = fleet;
    this.clock = clock;
    this.startedAt = clock.instant();
  }

  Handler router(ErrorShape errors) {
    return Router.builder(errors)
        .route("GET", "/livez", _ -> Response.text(200, "ok\n"))
        .route("GET", "/readyz", _ -> ready())
        .route("GET", "/status", request -> Response.json(200, status(request)))
        .route("GET", "/limits/{tenant}", request -> limits(request, errors))
        .route("GET", "/metrics", _ -> Response.of(200, MetricsText.CONTENT_TYPE, metrics()))
        .build();
  }

  /** From now on nobody should send new requests here. */
  void drain() {
    draining = true;
  }

  /** From now on the certificate of the tenants' port is told of. */
  void secured(Supplier<@Nullable TlsStanding> certificate) {
    tls = certificate;
  }

  private Response ready() {
    if (draining) {
      return Response.text(503, "draining\n");
    }
    if (overload.level() == Level.REFUSING) {
      return Response.text(503, "%.0f %% of the heap are live\n".formatted(overload.livePercent()));
    }
    return standing.isComplete()
        ? Response.text(200, "ok\n")
        : Response.text(503, "tenants, quotas or the size of the fleet have not been read yet\n");
  }

  private byte[] status(Request request) throws JsonProcessingException {
    Instant now = clock.instant();
    return json.writeValueAsBytes(
        StatusReport.of(
            standing,
            statistics.snapshot(),
            process.get().heap(),
            overload.status(),
            limiter(),
            tls.get(),
            startedAt,
            now,
            "true".equals(request.query().first("histograms"))));
  }

  private Response limits(Request request, ErrorShape errors) throws JsonProcessingException {
    String tenant = request.path("tenant");
    GatewayLimits found;
    try {
      found = limits.of(tenant, request.query().first("route"), clock.instant());
    } catch (IllegalArgumentException e) {
      return errors.error(400, String.valueOf(e.getMessage()), request.head());
    }
    return found == null
        ? errors.error(404, "there is no tenant '" + tenant + "'", request.head())
        : Response.json(200, json.writeValueAsBytes(found));
  }

  private byte[] metrics() throws IOException {
    return new MetricsText(standing, statistics.snapshot(), process.get(), limiter(), tls.get())
        .write(startedAt);
  }

  private @Nullable LimiterStatus limiter() {
    return fleet == null ? null : fleet.status();
  }
}
