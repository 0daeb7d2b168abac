package io.voucherctl.commands.load;

import io.voucherctl.commands.load.http.HttpVersion;
import io.voucherctl.commands.load.http.LoadTarget;
import io.voucherctl.server.quota.Rate;
import io.voucherctl.server.quota.Tenant;
import io.voucherctl.server.quota.TenantQuota;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the generator is tested against: some tenants, each with a server behaviour of its own.
 *
 * @param warmup before it counts
 * @param clock where response times are counted from
 */
record SelfTestPlan(List<Case> cases, Duration warmup, Duration duration, RunRecord.Clock clock) {
  private static final int SECONDS = 12;
  private static final int PLENTY = 400;
  private static final int FEW = 8;
  private static final double MILLI = 1e6;

  /** One tenant and what must come of its requests. */
  record Case(String tenant, String behaviour, KnownLoad load) {}

  /**
   * Four laws, and a stall of three seconds with many and with few connections. The rates have no
   * common divisor, so that the tenants do not call at the same moments. The delays are long beside
   * what an operating system may keep a thread waiting: what is to be shown is the arithmetic.
   */
  static SelfTestPlan standard(RunRecord.Clock clock) {
    KnownLoad.Stall stall = new KnownLoad.Stall(3_000_000_000L, 6_000_000_000L);
    DelayLaw uniform = new DelayLaw.Uniform(40 * MILLI, 80 * MILLI);
    return new SelfTestPlan(
        List.of(
            of("constant", "400ms", 179, new DelayLaw.Constant(400 * MILLI)),
            of("uniform", "200ms to 500ms", 181, new DelayLaw.Uniform(200 * MILLI, 500 * MILLI)),
            of(
                "exponential",
                "200ms and more, at most 500ms",
                191,
                new DelayLaw.Exponential(200 * MILLI, 100 * MILLI, 500 * MILLI)),
            of(
                "bimodal",
                "200ms, every tenth 500ms",
                193,
                new DelayLaw.Bimodal(200 * MILLI, 500 * MILLI, 0.9)),
            new Case(
                "stall",
                "40ms to 80ms, and a stall of 3s",
                new KnownLoad(uniform, 59, 59 * SECONDS, PLENTY, stall)),
            new Case(
                "stall-queue",
                "the same stall, over " + FEW + " connections",
                new KnownLoad(uniform, 53, 53 * SECONDS, FEW, stall))),
        Duration.ofSeconds(2),
        Duration.ofSeconds(SECONDS),
        clock);
  }

  LoadPlan loadPlan() {
    return LoadPlan.of(
            cases.stream()
                .map(one ->
                    new LoadPlan.TenantLoad(
                        one.tenant(),
                        Rate.perSecond(one.load().perSecond()),
                        // Nothing has to be prepared for these.
                        OperationMix.only(Operation.GUESS)))
                .toList(),
            duration)
        .withWarmup(warmup)
        .withTimeout(Duration.ofSeconds(20));
  }

  LoadTarget target(URI uri) {
    Map<String, Integer> connections = new LinkedHashMap<>();
    cases.forEach(one -> connections.put(one.tenant(), one.load().connections()));
    return new LoadTarget(
        uri,
        cases.stream().map(one -> tenant(one.tenant())).toList(),
        PLENTY,
        connections,
        HttpVersion.HTTP_1_1,
        null);
  }

  private static Case of(String tenant, String behaviour, int perSecond, DelayLaw law) {
    return new Case(
        tenant, behaviour, new KnownLoad(law, perSecond, perSecond * SECONDS, PLENTY, null));
  }

  private static Tenant tenant(String name) {
    return new Tenant(name, name, "selftest", TenantQuota.of(name, Rate.perSecond(1)));
  }
}
