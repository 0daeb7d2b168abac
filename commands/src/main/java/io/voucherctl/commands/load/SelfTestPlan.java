package io.voucherctl.commands.load;

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
  private static final int PER_SECOND = 100;
  private static final int PLENTY = 400;
  private static final int FEW = 8;
  private static final double MILLI = 1e6;

  /** One tenant and what must come of its requests. */
  record Case(String tenant, String behaviour, KnownLoad load) {}

  /** Four laws, and a stall of three seconds with many and with few connections. */
  static SelfTestPlan standard(RunRecord.Clock clock) {
    Duration duration = Duration.ofSeconds(12);
    KnownLoad.Stall stall = new KnownLoad.Stall(3_000_000_000L, 6_000_000_000L);
    int requests = (int) duration.toSeconds() * PER_SECOND;
    DelayLaw uniform = new DelayLaw.Uniform(15 * MILLI, 30 * MILLI);
    return new SelfTestPlan(
        List.of(
            of("constant", "20ms", new DelayLaw.Constant(20 * MILLI), requests),
            of("uniform", "15ms to 45ms", new DelayLaw.Uniform(15 * MILLI, 45 * MILLI), requests),
            of(
                "exponential",
                "15ms and more, mean 25ms, at most 50ms",
                new DelayLaw.Exponential(15 * MILLI, 10 * MILLI, 50 * MILLI),
                requests),
            of(
                "bimodal",
                "15ms, every tenth 45ms",
                new DelayLaw.Bimodal(15 * MILLI, 45 * MILLI, 0.9),
                requests),
            new Case(
                "stall",
                "15ms to 30ms, and a stall of 3s",
                new KnownLoad(uniform, PER_SECOND, requests, PLENTY, stall)),
            new Case(
                "stall-queue",
                "the same stall, over " + FEW + " connections",
                new KnownLoad(uniform, PER_SECOND, requests, FEW, stall))),
        Duration.ofSeconds(2),
        duration,
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

  private static Case of(String tenant, String behaviour, DelayLaw law, int requests) {
    return new Case(tenant, behaviour, new KnownLoad(law, PER_SECOND, requests, PLENTY, null));
  }

  private static Tenant tenant(String name) {
    return new Tenant(name, name, "selftest", TenantQuota.of(name, Rate.perSecond(1)));
  }
}
