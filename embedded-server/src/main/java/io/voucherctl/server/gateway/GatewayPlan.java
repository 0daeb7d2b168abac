package io.voucherctl.server.gateway;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * How one gateway runs.
 *
 * @param host what both ports listen on
 * @param port for the tenants; 0 takes any free one
 * @param adminPort for probes and figures; 0 takes any free one
 * @param upstream the voucher API: {@code http://host:port}, nothing behind it. Its name is
 *     resolved once
 * @param quotas a directory shaped like the mounted ConfigMap; null: the quotas of the tenants file
 * @param tenants a tenants file, or a directory shaped like the mounted Secret
 * @param as1Defect runs with the bug of 20 August 2021
 * @param notice how long a stopping gateway still takes requests after {@code /readyz} says no, so
 *     that fronts can look elsewhere first
 * @param grace how long requests in flight may finish when the gateway stops
 * @param clock wall time, for headers and pages
 * @param nanos a monotonic clock, for buckets and response times
 * @param random for request ids; safe for all threads
 * @param tls what the tenants' port speaks TLS with, and on it HTTP/2; null: plain HTTP/1.1
 * @param fleet null for a gateway whose buckets are its own
 */
public record GatewayPlan(
    String host,
    int port,
    int adminPort,
    URI upstream,
    @Nullable Path quotas,
    Path tenants,
    boolean as1Defect,
    Duration notice,
    Duration grace,
    InstantSource clock,
    LongSupplier nanos,
    RandomGenerator random,
    @Nullable Tls tls,
    @Nullable Fleet fleet) {

  /** PEM files: a chain, the gateway's own certificate first, and its key in PKCS#8. */
  public record Tls(Path certificate, Path key) {}

  public GatewayPlan {
    boolean bare =
        (upstream.getRawPath() == null || upstream.getRawPath().matches("/?"))
            && upstream.getRawQuery() == null
            && upstream.getRawFragment() == null
            && upstream.getRawUserInfo() == null;
    if (!"http".equalsIgnoreCase(upstream.getScheme()) || upstream.getHost() == null || !bare) {
      throw new IllegalArgumentException("an upstream is http://HOST:PORT and nothing more");
    }
  }

  /** Without TLS and without a fleet. */
  public GatewayPlan(
      String host,
      int port,
      int adminPort,
      URI upstream,
      @Nullable Path quotas,
      Path tenants,
      boolean as1Defect,
      Duration notice,
      Duration grace,
      InstantSource clock,
      LongSupplier nanos,
      RandomGenerator random) {
    this(
        host, port, adminPort, upstream, quotas, tenants, as1Defect, notice, grace, clock, nanos,
        random, null, null);
  }

  int upstreamPort() {
    return upstream.getPort() < 0 ? 80 : upstream.getPort();
  }
}
