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
 * @param upstream the voucher API: {@code http://host:port}, nothing behind it. Its name is looked
 *     up again when it takes no connection
 * @param feed tells tenants, quotas, and how many gateways share them
 * @param as1Defect runs with the bug of 20 August 2021
 * @param overload when requests are turned away so that the gateway stays alive
 * @param notice how long a stopping gateway still takes requests after {@code /readyz} says no, so
 *     that fronts can look elsewhere first
 * @param grace how long requests in flight may finish when the gateway stops
 * @param clock wall time, for headers and pages
 * @param nanos a monotonic clock, for buckets and response times
 * @param random for request ids; safe for all threads
 * @param tls what the tenants' port speaks TLS with, and on it HTTP/2; null: plain HTTP/1.1
 */
public record GatewayPlan(
    String host,
    int port,
    int adminPort,
    URI upstream,
    Feed feed,
    boolean as1Defect,
    OverloadLimits overload,
    Duration notice,
    Duration grace,
    InstantSource clock,
    LongSupplier nanos,
    RandomGenerator random,
    @Nullable Tls tls) {

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

  /** Of a gateway that is fed from files and alone, without TLS. */
  public GatewayPlan(
      String host,
      int port,
      int adminPort,
      URI upstream,
      @Nullable Path quotas,
      Path tenants,
      boolean as1Defect,
      OverloadLimits overload,
      Duration notice,
      Duration grace,
      InstantSource clock,
      LongSupplier nanos,
      RandomGenerator random) {
    this(
        host,
        port,
        adminPort,
        upstream,
        new DirectoryFeed(quotas, null, tenants),
        as1Defect,
        overload,
        notice,
        grace,
        clock,
        nanos,
        random,
        null);
  }

  int upstreamPort() {
    return upstream.getPort() < 0 ? 80 : upstream.getPort();
  }
}
