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
  private final UpstreamAddress upstream;
  private final InstantSource clock;
  private final LongSupplier nanos;

  Gateway(
      Standing standing,
      Limiter limiter,
      GatewayStatistics statistics,
      Refusals refusals,
      UpstreamAddress upstream,
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
    return switch (limiter.admit(account, route, head, clock.millis())) {
      case Admission.Rejected rejected -> {
        counted.limited();
        yield new Decision.Answer(refusals.tooManyRequests(rejected));
      }
      case Admission.Admitted admitted -> {
        counted.admitted(admitted.shadowed());
        yield forward(account, counted, RateLimitHeaders.of(admitted));
      }
    };
  }

  private Decision forward(
      Account account, RouteStatistics counted, Map<String, String> rateLimitHeaders) {
    InetSocketAddress address = upstream.current();
    return new Decision.Forward(
        address,
        ApiSide.KEY_HEADERS,
        Map.of(Tenant.HEADER, account.quota().tenant()),
        rateLimitHeaders,
        new Passage(account, counted, rateLimitHeaders, address, nanos.getAsLong()));
  }

  /** One admitted request on its way. Stays on one event loop. */
  private final class Passage implements Decision.Course {
    private final Account account;
    private final RouteStatistics counted;
    private final Map<String, String> rateLimitHeaders;
    private final InetSocketAddress address;
    private final long start;

    Passage(
        Account account,
        RouteStatistics counted,
        Map<String, String> rateLimitHeaders,
        InetSocketAddress address,
        long start) {
      this.account = account;
      this.counted = counted;
      this.rateLimitHeaders = rateLimitHeaders;
      this.address = address;
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
      if (failure == Decision.UpstreamFailure.CONNECT) {
        upstream.failed(address);
      }
      Response answer = refusals.upstream(failure);
      counted.failed(answer.status(), nanos.getAsLong() - start);
      for (Map.Entry<String, String> header : rateLimitHeaders.entrySet()) {
        answer = answer.with(header.getKey(), header.getValue());
      }
      return answer;
    }
  }
}
