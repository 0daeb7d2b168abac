package io.voucherctl.server.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.voucherctl.server.http.Decision;
import io.voucherctl.server.http.RequestHead;
import io.voucherctl.server.http.Response;
import io.voucherctl.server.quota.KeyPair;
import io.voucherctl.server.quota.QuotaBook;
import io.voucherctl.server.quota.Rate;
import io.voucherctl.server.quota.Roster;
import io.voucherctl.server.quota.Tenant;
import io.voucherctl.server.quota.TenantQuota;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** A gateway without sockets, under a clock that stands still: tenants acme 50/s and bolt 5/s. */
final class Bench {
  static final Tenant ACME = tenant("acme", 50, 80);
  static final Tenant BOLT = tenant("bolt", 5, 10);
  private static final OverloadLimits ROOMY = new OverloadLimits(80, 90, 10_000);

  final HandClock clock;
  final Accounts accounts;
  final GatewayStatistics statistics = new GatewayStatistics();
  final Standing standing;
  final Overload overload;
  final Limiter limiter;
  final FleetLimiter fleet;
  final Gateway gateway;

  private Bench(OverloadLimits limits, Function<HandClock, Buckets> buckets) {
    this(new HandClock(), limits, buckets, null, FailureMode.LOCAL);
  }

  private Bench(
      HandClock clock,
      OverloadLimits limits,
      Function<HandClock, Buckets> buckets,
      FleetBuckets shared,
      FailureMode mode) {
    this.clock = clock;
    overload = new Overload(limits, 32_000_000, clock, clock);
    limiter = new Limiter(buckets.apply(clock));
    fleet = shared == null ? null : new FleetLimiter(shared, limiter, mode);
    accounts = fleet == null ? new Accounts(clock) : new Accounts(clock, fleet::put);
    standing = new Standing(accounts, statistics, clock, true);
    gateway =
        new Gateway(
            standing,
            overload,
            limiter,
            fleet,
            statistics,
            new Refusals(new SplittableRandom(7)),
            nobody(),
            clock,
            clock);
    standing.put(Roster.of(List.of(ACME, BOLT)));
  }

  static UpstreamAddress nobody() {
    try {
      return UpstreamAddress.of("127.0.0.1", 9, InetAddress::getAllByName);
    } catch (UnknownHostException e) {
      throw new IllegalStateException(e);
    }
  }

  /** One gateway of a fleet; alone without buckets that are shared. */
  static Bench of(HandClock clock, FleetBuckets shared, FailureMode mode) {
    return new Bench(clock, ROOMY, _ -> Buckets.SOUND, shared, mode);
  }

  static Bench fleetWithTheDefect(FleetBuckets shared) {
    return new Bench(
        new HandClock(),
        ROOMY,
        clock -> new As1Defect(ApiRoutes.VALIDATE, clock),
        shared,
        FailureMode.LOCAL);
  }

  static Bench sound() {
    return with(ROOMY);
  }

  static Bench with(OverloadLimits limits) {
    return with(limits, Buckets.SOUND);
  }

  static Bench with(OverloadLimits limits, Buckets buckets) {
    return new Bench(limits, _ -> buckets);
  }

  static Bench withTheDefect() {
    return new Bench(ROOMY, clock -> new As1Defect(ApiRoutes.VALIDATE, clock));
  }

  static Tenant tenant(String id, long rate, long burst) {
    TenantQuota quota = new TenantQuota(id, Rate.perSecond(rate), burst);
    KeyPair client = new KeyPair("web-" + id, "open-" + id);
    return new Tenant(id, "app-" + id, "token-" + id, client, quota);
  }

  AdminPages pages(ProcessUse process) {
    LimitsReport limits = new LimitsReport(standing, limiter, fleet);
    return new AdminPages(standing, statistics, limits, () -> process, overload, fleet, clock);
  }

  void quota(TenantQuota quota) {
    standing.put(QuotaBook.of("edited", List.of(quota)));
  }

  Decision ask(Tenant tenant, String method, String target) {
    return gateway.direct(
        head(method, target, "X-App-Id", tenant.appId(), "X-App-Token", tenant.appToken()));
  }

  Decision askAsClient(Tenant tenant, String method, String target) {
    return gateway.direct(
        head(
            method,
            target,
            "X-Client-Application-Id",
            tenant.client().appId(),
            "X-Client-Token",
            tenant.client().token()));
  }

  Decision validate(Tenant tenant, String code) {
    return ask(tenant, "POST", "/v1/vouchers/" + code + "/validate");
  }

  static boolean admitted(Decision decision) {
    return taken(decision) instanceof Decision.Forward;
  }

  /** A decision that has been taken, also when it is taken elsewhere. */
  static Decision taken(Decision decision) {
    return decision instanceof Decision.Later later
        ? later
            .decision()
            .toCompletableFuture()
            .<Decision>thenApply(each -> each)
            .orTimeout(10, TimeUnit.SECONDS)
            .join()
        : decision;
  }

  static Decision.Forward forward(Decision decision) {
    Decision taken = taken(decision);
    assertThat(taken).isInstanceOf(Decision.Forward.class);
    return (Decision.Forward) taken;
  }

  static Response answer(Decision decision) {
    Decision taken = taken(decision);
    assertThat(taken).isInstanceOf(Decision.Answer.class);
    Decision.Answer answer = (Decision.Answer) taken;
    return answer.response().with(answer.headers());
  }

  static String text(Response response) {
    return new String(((Response.Bytes) response.body()).bytes(), StandardCharsets.UTF_8);
  }

  static RequestHead head(String method, String target, String... headers) {
    Map<String, String> all = new TreeMap<>();
    for (int i = 0; i < headers.length; i += 2) {
      all.put(headers[i].toLowerCase(Locale.ROOT), headers[i + 1]);
    }
    return new RequestHead() {
      @Override
      public String method() {
        return method;
      }

      @Override
      public String rawTarget() {
        return target;
      }

      @Override
      public String header(String name) {
        return all.get(name.toLowerCase(Locale.ROOT));
      }
    };
  }
}
