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
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** A gateway without sockets, under a clock that stands still: tenants acme 50/s and bolt 5/s. */
final class Bench {
  static final Tenant ACME = tenant("acme", 50, 80);
  static final Tenant BOLT = tenant("bolt", 5, 10);

  final HandClock clock;
  final Accounts accounts;
  final GatewayStatistics statistics = new GatewayStatistics();
  final Standing standing;
  final FleetLimiter fleet;
  final Gateway gateway;

  Bench(boolean defect) {
    this(new HandClock(), defect, null, FailureMode.LOCAL);
  }

  private Bench(HandClock clock, boolean defect, FleetBuckets shared, FailureMode mode) {
    this.clock = clock;
    Limiter limiter =
        new Limiter(defect ? new As1Defect(ApiRoutes.VALIDATE, clock) : Buckets.SOUND);
    fleet = shared == null ? null : new FleetLimiter(shared, limiter, mode);
    accounts = fleet == null ? new Accounts(clock) : new Accounts(clock, fleet::put);
    standing = new Standing(accounts, statistics, clock, true);
    gateway =
        new Gateway(
            standing,
            limiter,
            fleet,
            statistics,
            new Refusals(new SplittableRandom(7)),
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 9),
            clock,
            clock);
    standing.put(Roster.of(List.of(ACME, BOLT)));
  }

  /** One gateway of a fleet. */
  static Bench of(HandClock clock, FleetBuckets shared, FailureMode mode) {
    return new Bench(clock, false, shared, mode);
  }

  static Bench fleetWithTheDefect(FleetBuckets shared) {
    return new Bench(new HandClock(), true, shared, FailureMode.LOCAL);
  }

  static Bench sound() {
    return new Bench(false);
  }

  static Bench withTheDefect() {
    return new Bench(true);
  }

  static Tenant tenant(String id, long rate, long burst) {
    TenantQuota quota = new TenantQuota(id, Rate.perSecond(rate), burst);
    KeyPair client = new KeyPair("web-" + id, "open-" + id);
    return new Tenant(id, "app-" + id, "token-" + id, client, quota);
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
    return ((Decision.Answer) taken).response();
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
