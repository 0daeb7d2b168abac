package io.voucherctl.server.gateway;

import io.voucherctl.server.http.Decision;
import io.voucherctl.server.http.Director;
import io.voucherctl.server.http.HeaderLines;
import io.voucherctl.server.http.HeaderNames;
import io.voucherctl.server.http.RequestHead;
import io.voucherctl.server.http.Response;
import io.voucherctl.server.quota.ApiSide;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Credentials, tenant, route, overload, admission, upstream: in this order, once per request. A
 * request that is shed takes no token; any other takes one from a bucket, its path known or not.
 * Safe for all event loops; never blocks.
 */
final class Gateway implements Director {
  private static final HeaderNames KEY_HEADERS =
      HeaderNames.of(ApiSide.KEY_HEADERS.toArray(String[]::new));

  private final Standing standing;
  private final Overload overload;
  private final Limiter limiter;
  private final @Nullable FleetLimiter fleet;
  private final GatewayStatistics statistics;
  private final ApiRoutes routes = new ApiRoutes();
  private final Refusals refusals;
  private final UpstreamAddress upstream;
  private final InstantSource clock;
  private final LongSupplier nanos;

  Gateway(
      Standing standing,
      Overload overload,
      Limiter limiter,
      @Nullable FleetLimiter fleet,
      GatewayStatistics statistics,
      Refusals refusals,
      UpstreamAddress upstream,
      InstantSource clock,
      LongSupplier nanos) {
    this.standing = standing;
    this.overload = overload;
    this.limiter = limiter;
    this.fleet = fleet;
    this.statistics = statistics;
    this.refusals = refusals;
    this.upstream = upstream;
    this.clock = clock;
    this.nanos = nanos;
  }

  @Override
  public Decision direct(RequestHead head) {
    String tenant = standing.credentials().tenantOf(head);
    Account account = tenant == null ? null : standing.account(tenant);
    if (tenant == null || account == null) {
      statistics.unknown().turnedAway(Refusal.CREDENTIALS);
      return new Decision.Answer(refusals.unauthorized());
    }
    String route = routes.templateOf(head.rawTarget());
    RouteStatistics counted = statistics.of(tenant, route);
    TenantLoad load = overload.load(tenant);
    Shed shed = overload.enter(load);
    if (shed != null) {
      synchronized (counted) {
        counted.offered();
        counted.shed();
      }
      return new Decision.Answer(refusals.overloaded(shed));
    }
    if (fleet != null) {
      return byFleet(fleet, new Arrived(account, load, counted, nanos.getAsLong()), route, head);
    }
    boolean passes = false;
    try {
      Admission admission = admission(account, route, head, counted);
      synchronized (counted) {
        counted.offered();
        Decision decision = decide(account, load, counted, admission, nanos);
        passes = decision instanceof Decision.Forward;
        return decision;
      }
    } finally {
      if (!passes) {
        overload.leave(load);
      }
    }
  }

  /** A request that the fleet is asked about; {@code since} is on the monotonic clock. */
  private record Arrived(Account account, TenantLoad load, RouteStatistics counted, long since) {}

  private Decision byFleet(FleetLimiter asked, Arrived arrived, String route, RequestHead head) {
    CompletableFuture<Optional<Admission>> admission;
    try {
      admission = asked.admit(arrived.account, route, head, clock.millis());
    } catch (RuntimeException e) {
      overload.leave(arrived.load);
      arrived.counted.turnedAway(Refusal.INTERNAL);
      throw e;
    }
    CompletableFuture<Decision> decision = admission.thenApply(known -> settled(arrived, known));
    return decision.isDone() ? decision.join() : new Decision.Later(decision);
  }

  private Decision settled(Arrived arrived, Optional<Admission> admission) {
    boolean passes = false;
    try {
      if (admission.isEmpty()) {
        arrived.counted.turnedAway(Refusal.LIMITER);
        return new Decision.Answer(refusals.nobodyDecides());
      }
      synchronized (arrived.counted) {
        arrived.counted.offered();
        Decision decision =
            decide(
                arrived.account,
                arrived.load,
                arrived.counted,
                admission.get(),
                () -> arrived.since);
        passes = decision instanceof Decision.Forward;
        return decision;
      }
    } finally {
      if (!passes) {
        overload.leave(arrived.load);
      }
    }
  }

  private Admission admission(
      Account account, String route, RequestHead head, RouteStatistics counted) {
    try {
      return limiter.admit(account, route, head, clock.millis());
    } catch (RuntimeException e) {
      counted.turnedAway(Refusal.INTERNAL);
      throw e;
    }
  }

  private Decision decide(
      Account account,
      TenantLoad load,
      RouteStatistics counted,
      Admission admission,
      LongSupplier start) {
    return switch (admission) {
      case Admission.Rejected rejected -> {
        HeaderLines headers = account.headers().of(rejected);
        Response answer = refusals.tooManyRequests();
        counted.limited(rejected.bound());
        yield new Decision.Answer(answer, headers);
      }
      case Admission.Admitted admitted -> {
        Decision forward =
            forward(account, load, counted, account.headers().of(admitted), start.getAsLong());
        Admission.Rejected shadowed = admitted.shadowed();
        counted.admitted(shadowed == null ? null : shadowed.bound());
        yield forward;
      }
    };
  }

  @Override
  public void refused(int status, RequestHead head) {
    statistics.unknown().turnedAway(Refusal.of(status));
  }

  private Decision forward(
      Account account,
      TenantLoad load,
      RouteStatistics counted,
      HeaderLines rateLimitHeaders,
      long start) {
    InetSocketAddress address = upstream.current();
    return new Decision.Forward(
        address,
        KEY_HEADERS,
        account.name(),
        rateLimitHeaders,
        new Passage(account, load, counted, rateLimitHeaders, address, start));
  }

  /** One admitted request on its way. Stays on one event loop. */
  private final class Passage implements Decision.Course {
    private final Account account;
    private final TenantLoad load;
    private final RouteStatistics counted;
    private final HeaderLines rateLimitHeaders;
    private final InetSocketAddress address;
    private final long start;

    Passage(
        Account account,
        TenantLoad load,
        RouteStatistics counted,
        HeaderLines rateLimitHeaders,
        InetSocketAddress address,
        long start) {
      this.account = account;
      this.load = load;
      this.counted = counted;
      this.rateLimitHeaders = rateLimitHeaders;
      this.address = address;
      this.start = start;
    }

    private void leave() {
      account.leave();
      overload.leave(load);
    }

    @Override
    public void finished(int status) {
      leave();
      long took = nanos.getAsLong() - start;
      if (status == 0) {
        counted.left(took);
      } else {
        counted.answered(status, took);
      }
    }

    @Override
    public Response failed(Decision.UpstreamFailure failure) {
      leave();
      if (failure == Decision.UpstreamFailure.CONNECT) {
        upstream.failed(address);
      }
      Response answer = refusals.upstream(failure);
      counted.failed(failure, answer.status(), nanos.getAsLong() - start);
      return answer.with(rateLimitHeaders);
    }
  }
}
