package io.voucherctl.server.gateway;

import io.voucherctl.server.http.Decision;
import io.voucherctl.server.http.Director;
import io.voucherctl.server.http.RequestHead;
import io.voucherctl.server.http.Response;
import io.voucherctl.server.quota.ApiSide;
import io.voucherctl.server.quota.Tenant;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Credentials, tenant, route, admission, upstream: in this order, once per request. Every path
 * takes its token from a bucket, known or not. Safe for all event loops; never blocks.
 */
final class Gateway implements Director {
  private final Standing standing;
  private final Limiter limiter;
  private final @Nullable FleetLimiter fleet;
  private final GatewayStatistics statistics;
  private final ApiRoutes routes = new ApiRoutes();
  private final Refusals refusals;
  private final InetSocketAddress upstream;
  private final InstantSource clock;
  private final LongSupplier nanos;

  Gateway(
      Standing standing,
      Limiter limiter,
      @Nullable FleetLimiter fleet,
      GatewayStatistics statistics,
      Refusals refusals,
      InetSocketAddress upstream,
      InstantSource clock,
      LongSupplier nanos) {
    this.standing = standing;
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
    if (tenant == null) {
      statistics.unknown().refused();
      return new Decision.Answer(refusals.unauthorized());
    }
    Account account = standing.account(tenant);
    if (account == null) {
      statistics.unknown().refused();
      return new Decision.Answer(refusals.unauthorized());
    }
    String route = routes.templateOf(head.rawTarget());
    RouteStatistics counted = statistics.of(tenant, route);
    long start = nanos.getAsLong();
    if (fleet != null) {
      return byFleet(fleet.admit(account, route, head, clock.millis()), account, counted, start);
    }
    return decided(limiter.admit(account, route, head, clock.millis()), account, counted, start);
  }

  private Decision byFleet(
      CompletableFuture<Optional<Admission>> admission,
      Account account,
      RouteStatistics counted,
      long start) {
    CompletableFuture<Decision> decision =
        admission.thenApply(known ->
            known.isPresent() ? decided(known.get(), account, counted, start) : undecided(counted));
    return decision.isDone() ? decision.join() : new Decision.Later(decision);
  }

  private Decision undecided(RouteStatistics counted) {
    counted.refused();
    return new Decision.Answer(refusals.nobodyDecides());
  }

  private Decision decided(
      Admission admission, Account account, RouteStatistics counted, long start) {
    return switch (admission) {
      case Admission.Rejected rejected -> {
        counted.limited();
        yield new Decision.Answer(refusals.tooManyRequests(rejected));
      }
      case Admission.Admitted admitted -> {
        counted.admitted(admitted.shadowed());
        yield forward(account, counted, RateLimitHeaders.of(admitted), start);
      }
    };
  }

  private Decision forward(
      Account account, RouteStatistics counted, Map<String, String> rateLimitHeaders, long start) {
    return new Decision.Forward(
        upstream,
        ApiSide.KEY_HEADERS,
        Map.of(Tenant.HEADER, account.quota().tenant()),
        rateLimitHeaders,
        new Passage(account, counted, rateLimitHeaders, start));
  }

  /** One admitted request on its way. Stays on one event loop. */
  private final class Passage implements Decision.Course {
    private final Account account;
    private final RouteStatistics counted;
    private final Map<String, String> rateLimitHeaders;
    private final long start;

    Passage(
        Account account,
        RouteStatistics counted,
        Map<String, String> rateLimitHeaders,
        long start) {
      this.account = account;
      this.counted = counted;
      this.rateLimitHeaders = rateLimitHeaders;
      this.start = start;
    }

    @Override
    public void finished(int status) {
      account.leave();
      counted.answered(status, nanos.getAsLong() - start);
    }

    @Override
    public Response failed(Decision.UpstreamFailure failure) {
      account.leave();
      Response answer = refusals.upstream(failure);
      counted.failed(answer.status(), nanos.getAsLong() - start);
      for (Map.Entry<String, String> header : rateLimitHeaders.entrySet()) {
        answer = answer.with(header.getKey(), header.getValue());
      }
      return answer;
    }
  }
}
