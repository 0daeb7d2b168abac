package io.voucherctl.commands.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import io.voucherctl.commands.Golden;
import io.voucherctl.server.quota.Rate;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlanExplanationTest {
  @Test
  void anExplanationLooksTheSameOnATerminalInAPipeAndAsJson() throws Exception {
    Golden.check(
        "load/explained",
        PlanExplanation.of("plan.yaml", plan(Shard.WHOLE), 200),
        new PlanExplanationView());
  }

  @Test
  void aShardSaysWhichPartItSends() throws Exception {
    Golden.check(
        "load/explained-shard",
        PlanExplanation.of("plan.yaml", plan(new Shard(2, 3)), 200),
        new PlanExplanationView());
  }

  @Test
  void aCheckedPlanIsOneLine() {
    assertThat(PlanExplanation.of("plan.yaml", plan(Shard.WHOLE), 200).check())
        .hasToString("plan.yaml is a valid plan: 4 tenants, 60s, ~13850 requests, peak 940/s");
  }

  @Test
  void thePeaksOfTenantsAddUpOnlyWhenTheyMeet() {
    Duration half = Duration.ofSeconds(30);
    Stage quiet = new Stage.Constant(Rate.perSecond(10), half);
    Stage loud = new Stage.Constant(Rate.perSecond(100), half);
    Stage up = new Stage.Ramp(Rate.perSecond(0), Rate.perSecond(60), half);
    assertThat(peak(List.of(quiet, loud), List.of(loud, quiet))).isEqualTo(110);
    assertThat(peak(List.of(quiet, loud), List.of(quiet, loud))).isEqualTo(200);
    assertThat(peak(List.of(up, quiet), List.of(up, loud))).isCloseTo(120, offset(1e-9));
  }

  private static double peak(List<Stage> one, List<Stage> other) {
    return PeakRate.of(
        List.of(new LoadModel.Open(one).timeline(0, 0), new LoadModel.Open(other).timeline(0, 0)),
        0,
        60_000_000_000L);
  }

  private static LoadPlan plan(Shard shard) {
    LoadModel stages =
        new LoadModel.Open(
            List.of(
                new Stage.Constant(Rate.perSecond(50), Duration.ofSeconds(10)),
                new Stage.Ramp(Rate.perSecond(50), Rate.perSecond(500), Duration.ofSeconds(30)),
                new BurstStage(
                    Rate.perSecond(50),
                    Rate.perSecond(900),
                    Duration.ofSeconds(10),
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(30))));
    OperationMix mix = OperationMix.parse("validate=2,redeem=1");
    return new LoadPlan(
        List.of(
            new LoadPlan.TenantLoad("acme", stages, mix, new KeyDistribution.Zipf(1.1), 500),
            new LoadPlan.TenantLoad(
                "globex", new LoadModel.Closed(4), mix, new KeyDistribution.Hot(0.9, 1), 1_000),
            new LoadPlan.TenantLoad(
                "initech",
                Arrivals.poisson.model(Rate.perSecond(20)),
                OperationMix.only(Operation.GUESS)),
            new LoadPlan.TenantLoad("umbrella", Rate.parse("1200/m"), OperationMix.DEFAULT)),
        Duration.ofSeconds(60),
        Duration.ofSeconds(2),
        LoadPlan.DEFAULT_TIMEOUT,
        1,
        shard,
        null);
  }
}
