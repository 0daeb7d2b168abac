package io.voucherctl.commands.drill;

import io.voucherctl.server.quota.Rate;
import io.voucherctl.server.quota.TenantQuota;
import java.time.Duration;
import java.util.Map;

/**
 * What is replayed.
 *
 * @param defect false for the control run: the same flood against gateways without the bug
 * @param noisyTenant the one that floods
 * @param calm what it sends before the flood
 * @param flood what it sends in the flood, all of it validations of codes that nobody issued
 * @param neighbours what the others send, all the time
 * @param clamp the noisy tenant's quota after the mitigation
 * @param gateways replicas at the start
 * @param gatewaysAfter replicas after the mitigation
 * @param gatewayMemory memory limit of a gateway pod
 * @param backOffUnit first wait of the restart back-off; a real kubelet's is 10 s
 */
record DrillPlan(
    boolean defect,
    String noisyTenant,
    Rate calm,
    Rate flood,
    Map<String, Rate> neighbours,
    TenantQuota clamp,
    int gateways,
    int gatewaysAfter,
    String gatewayMemory,
    Duration backOffUnit,
    Durations durations) {

  /** How long each phase lasts; the warm-up comes first and is in no figure. */
  record Durations(
      Duration warmup, Duration baseline, Duration flood, Duration mitigation, Duration recovery) {}

  /**
   * The outage of 20 August 2021 in a minute and a half: the tenant floods with seventy-five times
   * its quota. Two things are smaller than in life, and said so: the gateways' heap, which would
   * take minutes to fill, and the restart back-off, a tenth of a real kubelet's.
   */
  static DrillPlan as1(boolean defect) {
    return new DrillPlan(
        defect,
        "hooli",
        Rate.perSecond(10),
        Rate.perSecond(1_500),
        Map.of(
            "acme", Rate.perSecond(40),
            "globex", Rate.perSecond(30),
            "initech", Rate.perSecond(20),
            "umbrella", Rate.perSecond(10)),
        new TenantQuota("hooli", Rate.perSecond(5), 10),
        2,
        3,
        "64Mi",
        Duration.ofSeconds(1),
        new Durations(
            Duration.ofSeconds(3),
            Duration.ofSeconds(10),
            Duration.ofSeconds(40),
            Duration.ofSeconds(15),
            Duration.ofSeconds(15)));
  }
}
