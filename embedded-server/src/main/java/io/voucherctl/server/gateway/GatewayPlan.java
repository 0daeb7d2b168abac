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
 * @param upstream the voucher API: {@code http://host:port}, nothing behind it. Its name is looked
 *     up again when it takes no connection
 * @param feed tells tenants, quotas, and how many gateways share them
 */
public record GatewayPlan(
    Listen listen, URI upstream, Feed feed, Limits limits, Stopping stopping, Clocks clocks) {

  /**
   * Where it can be reached.
   *
   * @param host what both ports listen on
   * @param port for the tenants; 0 takes any free one
   * @param adminPort for probes and figures; 0 takes any free one
   * @param tls what the tenants' port speaks TLS with, and on it HTTP/2; null: plain HTTP/1.1
   */
  public record Listen(String host, int port, int adminPort, @Nullable Tls tls) {
    /** Without TLS. */
    public static Listen plain(String host, int port, int adminPort) {
      return new Listen(host, port, adminPort, null);
    }
  }

  /** PEM files: a chain, the gateway's own certificate first, and its key in PKCS#8. */
  public record Tls(Path certificate, Path key) {}

  /**
   * What it turns away.
   *
   * @param overload when requests are turned away so that the gateway stays alive
   * @param as1Defect runs with the bug of 20 August 2021
   * @param fleet whose buckets decide; null: the gateway's own
   */
  public record Limits(OverloadLimits overload, boolean as1Defect, @Nullable Fleet fleet) {
    public static final Limits DEFAULTS = new Limits(OverloadLimits.DEFAULTS, false);

    /** With buckets of its own. */
    public Limits(OverloadLimits overload, boolean as1Defect) {
      this(overload, as1Defect, null);
    }

    /** The same, by the buckets of a fleet. */
    public Limits sharedBy(@Nullable Fleet next) {
      return new Limits(overload, as1Defect, next);
    }
  }

  /**
   * How it goes.
   *
   * @param notice how long a stopping gateway still takes requests after {@code /readyz} says no,
   *     so that fronts can look elsewhere first
   * @param grace how long requests in flight may finish after that
   */
  public record Stopping(Duration notice, Duration grace) {}

  /**
   * Where time and chance come from.
   *
   * @param wall for headers and pages
   * @param nanos a monotonic clock, for buckets and response times
   * @param random for request ids; safe for all threads
   */
  public record Clocks(InstantSource wall, LongSupplier nanos, RandomGenerator random) {}

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

  int upstreamPort() {
    return upstream.getPort() < 0 ? 80 : upstream.getPort();
  }
}
