package io.voucherctl.server.gateway;

import io.github.bucket4j.TimeMeter;
import io.voucherctl.server.http.HttpServer;
import io.voucherctl.server.http.ProxyServer;
import io.voucherctl.server.http.TlsFiles;
import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** A gateway that runs: the tenants' port, the admin port, and the watches that feed it. */
public final class GatewayServer implements AutoCloseable {
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
  private @Nullable ProxyServer tenants;
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
    GatewayPlan.Clocks clocks = plan.clocks();
    TimeMeter meter = meter(clocks.nanos());
    GatewayStatistics statistics = new GatewayStatistics();
    Limiter limiter =
        new Limiter(
            plan.limits().as1Defect() ? new As1Defect(ApiRoutes.VALIDATE, meter) : Buckets.SOUND);
    UpstreamAddress upstream = upstream(plan);
    FleetLimiter fleet = fleet(plan.limits().fleet(), limiter);
    Accounts accounts = fleet == null ? new Accounts(meter) : new Accounts(meter, fleet::put);
    Standing standing =
        new Standing(accounts, statistics, clocks.wall(), plan.feed().rostersBringQuotas());
    Overload overload =
        new Overload(
            plan.limits().overload(), HeapUse.now().maxBytes(), clocks.wall(), clocks.nanos());
    AdminPages pages =
        new AdminPages(
            standing,
            statistics,
            new LimitsReport(standing, limiter, fleet),
            ProcessUse::now,
            overload,
            fleet,
            clocks.wall());
    Refusals refusals = new Refusals(clocks.random());
    Gateway gateway =
        new Gateway(
            standing,
            overload,
            limiter,
            fleet,
            statistics,
            refusals,
            upstream,
            clocks.wall(),
            clocks.nanos());
    GatewayServer server = new GatewayServer(plan, pages);
    if (fleet != null) {
      server.parts.push(fleet::close);
    }
    try {
      server.watch(standing);
      server.watchTls();
      server.guard(overload, standing, server.open(gateway, refusals));
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
    Feed.Running feed = plan.feed().start(standing);
    parts.push(feed::close);
    parts.push(Leases.start(standing)::close);
  }

  private void watchTls() throws IOException {
    GatewayPlan.Tls files = plan.listen().tls();
    if (files != null) {
      TlsFiles opened = TlsFiles.open(files.certificate(), files.key(), plan.clocks().wall());
      parts.push(opened::close);
      pages.secured(opened::standing);
      tls = opened;
    }
  }

  private ProxyServer open(Gateway gateway, Refusals refusals) throws IOException {
    GatewayPlan.Listen listen = plan.listen();
    HttpServer admin =
        HttpServer.start(
            HttpServer.Options.of("gateway-admin", listen.host(), listen.adminPort())
                .withMaxBodyBytes(MOST_ADMIN_BODY_BYTES)
                .withMaxConnections(MOST_ADMIN_CLIENTS)
                .withClock(plan.clocks().wall()),
            pages.router(refusals),
            refusals);
    parts.push(admin::close);
    adminPort = admin.port();
    ProxyServer.Options options =
        ProxyServer.Options.of("gateway", listen.host(), listen.port())
            .withGrace(plan.stopping().grace())
            .withBounds(Capacity.here());
    TlsFiles secured = tls;
    ProxyServer proxy =
        ProxyServer.start(secured == null ? options : options.withTls(secured), gateway, refusals);
    tenants = proxy;
    parts.push(proxy::close);
    port = proxy.port();
    return proxy;
  }

  private void guard(Overload overload, Standing standing, ProxyServer proxy) {
    HeapWatch watch =
        new HeapWatch(
            overload,
            new LiveHeap(),
            standing::quotaPerSecond,
            System::gc,
            proxy::refuseAccepts,
            plan.clocks().nanos());
    parts.push(watch::close);
    watch.start();
  }

  public int port() {
    return port;
  }

  public int adminPort() {
    return adminPort;
  }

  /**
   * Says that it is not ready, takes requests for the notice period (each answer sends its client
   * away), then lets those in flight finish. The admin port goes last. Blocks until done.
   */
  @Override
  public synchronized void close() {
    if (parts.isEmpty()) {
      return;
    }
    pages.drain();
    if (tenants != null) {
      tenants.endKeepAlive();
    }
    try {
      Thread.sleep(plan.stopping().notice());
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

  private static UpstreamAddress upstream(GatewayPlan plan) throws IOException {
    return UpstreamAddress.of(
        plan.upstream().getHost(), plan.upstreamPort(), InetAddress::getAllByName);
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
