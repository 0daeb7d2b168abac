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
import java.util.function.LongSupplier;

/**
 * Credentials, tenant, route, admission, upstream: in this order, once per request. Every path
 * takes its token from a bucket, known or not. Safe for all event loops; never blocks.
 */
final class Gateway implements Director {
  private final Standing standing;
  private final Limiter limiter;
  private final GatewayStatistics statistics;
  private final ApiRoutes routes = new ApiRoutes();
  private final Refusals refusals;
  private final InetSocketAddress upstream;
  private final InstantSource clock;
  private final LongSupplier nanos;

  Gateway(
      Standing standing,
      Limiter limiter,
      GatewayStatistics statistics,
      Refusals refusals,
      InetSocketAddress upstream,
      InstantSource clock,
      LongSupplier nanos) {
    this.standing = standing;
    this.limiter = limiter;
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
    Admission admission;
    try {
      admission = limiter.admit(account, route, head, clock.millis());
    } catch (RuntimeException e) {
      counted.turnedAway(Refusal.INTERNAL);
      throw e;
    }
    synchronized (counted) {
      counted.offered();
      return decide(account, counted, admission);
    }
  }

  private Decision decide(Account account, RouteStatistics counted, Admission admission) {
    return switch (admission) {
      case Admission.Rejected rejected -> {
        Response answer = refusals.tooManyRequests(account.headers().of(rejected));
        counted.limited(rejected.bound());
        yield new Decision.Answer(answer);
      }
      case Admission.Admitted admitted -> {
        Decision forward = forward(account, counted, account.headers().of(admitted));
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
      Account account, RouteStatistics counted, Map<String, String> rateLimitHeaders) {
    return new Decision.Forward(
        upstream,
        ApiSide.KEY_HEADERS,
        Map.of(Tenant.HEADER, account.quota().tenant()),
        rateLimitHeaders,
        new Passage(account, counted, rateLimitHeaders, nanos.getAsLong()));
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
      long took = nanos.getAsLong() - start;
      if (status == 0) {
        counted.left(took);
      } else {
        counted.answered(status, took);
      }
    }

    @Override
    public Response failed(Decision.UpstreamFailure failure) {
      account.leave();
      Response answer = refusals.upstream(failure);
      counted.failed(failure, answer.status(), nanos.getAsLong() - start);
      for (Map.Entry<String, String> header : rateLimitHeaders.entrySet()) {
        answer = answer.with(header.getKey(), header.getValue());
      }
      return answer;
    }
  }
}
