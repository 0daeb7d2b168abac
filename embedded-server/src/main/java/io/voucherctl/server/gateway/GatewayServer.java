package io.voucherctl.server.gateway;

import io.github.bucket4j.TimeMeter;
import io.voucherctl.server.http.HttpServer;
import io.voucherctl.server.http.ProxyBounds;
import io.voucherctl.server.http.ProxyServer;
import io.voucherctl.server.http.TlsFiles;
import io.voucherctl.server.http.TlsStanding;
import io.voucherctl.server.quota.DirectoryWatch;
import io.voucherctl.server.quota.QuotaBook;
import io.voucherctl.server.quota.QuotaDirectory;
import io.voucherctl.server.quota.Roster;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** A gateway that runs: the tenants' port, the admin port, and the watches that feed it. */
public final class GatewayServer implements AutoCloseable {
  private static final int MOST_CLIENTS = 2_000;
  private static final int MOST_UPSTREAM_CONNECTIONS = 256;
  private static final long MOST_BODY_BYTES = 10_000_000; // what the voucher API takes
  private static final int MOST_ADMIN_CLIENTS = 64;
  private static final int MOST_ADMIN_BODY_BYTES = 1024;

  /** Something of its own to close, without a checked exception. */
  private interface Part extends AutoCloseable {
    @Override
    void close();
  }

  private final GatewayPlan plan;
  private final AdminPages pages;
  private final Deque<Part> parts = new ArrayDeque<>();
  private int port;
  private int adminPort;
  private @Nullable TlsFiles tls;

  private GatewayServer(GatewayPlan plan, AdminPages pages) {
    this.plan = plan;
    this.pages = pages;
  }

  /**
   * Listens on both ports when this returns. Tenants or quotas that do not exist yet keep it from
   * being ready; a tenants file that exists and is broken is an IllegalArgumentException, a port
   * that is taken a BindException, an upstream without an address an UnknownHostException, a
   * certificate or key that cannot be used a TlsException.
   */
  public static GatewayServer start(GatewayPlan plan) throws IOException {
    InetSocketAddress upstream = upstream(plan);
    TimeMeter meter = meter(plan.nanos());
    GatewayStatistics statistics = new GatewayStatistics();
    Limiter limiter =
        new Limiter(plan.as1Defect() ? new As1Defect(ApiRoutes.VALIDATE, meter) : Buckets.SOUND);
    FleetLimiter fleet = fleet(plan.fleet(), limiter);
    Accounts accounts = fleet == null ? new Accounts(meter) : new Accounts(meter, fleet::put);
    Standing standing = new Standing(accounts, statistics, plan.clock(), plan.quotas() == null);
    AdminPages pages = new AdminPages(standing, statistics, HeapUse::now, fleet, plan.clock());
    Refusals refusals = new Refusals(plan.random());
    GatewayServer server = new GatewayServer(plan, pages);
    if (fleet != null) {
      server.parts.push(fleet::close);
    }
    Gateway gateway =
        new Gateway(
            standing, limiter, fleet, statistics, refusals, upstream, plan.clock(), plan.nanos());
    try {
      server.watch(standing);
      server.watchTls();
      server.open(gateway, refusals);
      return server;
    } catch (IOException | RuntimeException e) {
      server.stop();
      throw e;
    }
  }

  private static @Nullable FleetLimiter fleet(@Nullable Fleet fleet, Limiter limiter) {
    return fleet == null
        ? null
        : new FleetLimiter(fleet.buckets().get(), limiter, fleet.onFailure());
  }

  private void watch(Standing standing) throws IOException {
    Path quotas = plan.quotas();
    if (quotas != null) {
      DirectoryWatch<QuotaBook> watch =
          DirectoryWatch.start(quotas, QuotaDirectory::read, standing::put);
      parts.push(watch::close);
    }
    DirectoryWatch<Roster> watch =
        DirectoryWatch.start(plan.tenants(), Roster::read, standing::put);
    parts.push(watch::close);
    parts.push(Leases.start(standing)::close);
  }

  private void watchTls() throws IOException {
    GatewayPlan.Tls files = plan.tls();
    if (files != null) {
      TlsFiles opened = TlsFiles.open(files.certificate(), files.key(), plan.clock());
      parts.push(opened::close);
      tls = opened;
    }
  }

  private void open(Gateway gateway, Refusals refusals) throws IOException {
    HttpServer admin =
        HttpServer.start(
            HttpServer.Options.of("gateway-admin", plan.host(), plan.adminPort())
                .withMaxBodyBytes(MOST_ADMIN_BODY_BYTES)
                .withMaxConnections(MOST_ADMIN_CLIENTS)
                .withClock(plan.clock()),
            pages.router(refusals),
            refusals);
    parts.push(admin::close);
    adminPort = admin.port();
    ProxyServer.Options options =
        ProxyServer.Options.of("gateway", plan.host(), plan.port())
            .withGrace(plan.grace())
            .withBounds(
                ProxyBounds.DEFAULTS
                    .withConnections(MOST_CLIENTS, MOST_UPSTREAM_CONNECTIONS)
                    .withBodyBytes(MOST_BODY_BYTES));
    TlsFiles secured = tls;
    ProxyServer proxy =
        ProxyServer.start(secured == null ? options : options.withTls(secured), gateway, refusals);
    parts.push(proxy::close);
    port = proxy.port();
  }

  public int port() {
    return port;
  }

  public int adminPort() {
    return adminPort;
  }

  /** How the certificate of the tenants' port stands; null without TLS. */
  public @Nullable TlsStanding tls() {
    return tls == null ? null : tls.standing();
  }

  /**
   * Says that it is not ready, takes requests for the notice period, then lets those in flight
   * finish. The admin port goes last. Blocks until done.
   */
  @Override
  public synchronized void close() {
    if (parts.isEmpty()) {
      return;
    }
    pages.drain();
    try {
      Thread.sleep(plan.notice());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    stop();
  }

  private void stop() {
    while (!parts.isEmpty()) {
      parts.pop().close();
    }
  }

  private static InetSocketAddress upstream(GatewayPlan plan) throws IOException {
    String host = plan.upstream().getHost();
    return new InetSocketAddress(InetAddress.getByName(host), plan.upstreamPort());
  }

  private static TimeMeter meter(LongSupplier nanos) {
    return new TimeMeter() {
      @Override
      public long currentTimeNanos() {
        return nanos.getAsLong();
      }

      @Override
      public boolean isWallClockBased() {
        return false;
      }
    };
  }
}
