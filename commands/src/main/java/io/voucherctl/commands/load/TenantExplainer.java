package io.voucherctl.commands.load;

import java.util.ArrayList;
import java.util.List;

/** Explains one tenant of a plan. */
final class TenantExplainer {
  private final LoadPlan plan;
  private final LoadPlan.TenantLoad load;
  private final int codes;
  private final Timeline timeline;
  private final long start;
  private final long end;

  TenantExplainer(LoadPlan plan, LoadPlan.TenantLoad load, int codes) {
    this.plan = plan;
    this.load = load;
    this.codes = codes;
    this.timeline = plan.timeline(load);
    this.start = plan.warmup().toNanos();
    this.end = start + plan.duration().toNanos();
  }

  PlanExplanation.OfTenant explain() {
    LoadModel model = load.model();
    double warmup = timeline.arrivals(0, start);
    double measured = timeline.arrivals(start, end);
    KeyDistribution keys = load.keys();
    return new PlanExplanation.OfTenant(
        load.tenant(),
        model.word(),
        model instanceof LoadModel.Closed closed ? Integer.valueOf(closed.concurrency()) : null,
        model instanceof LoadModel.Open open ? stages(open) : List.of(),
        Math.round(warmup),
        Math.round(measured),
        shardRequests(warmup, measured),
        isExact(start, end),
        PlanExplanation.rounded(timeline.peak(start, end)),
        PlanExplanation.shares(load.mix()),
        keys.toString(),
        PlanExplanation.rounded(keys.share(1, codes)),
        PlanExplanation.rounded(keys.share((codes + 9) / 10, codes)),
        load.mostInFlight());
  }

  private List<PlanExplanation.OfStage> stages(LoadModel.Open open) {
    List<PlanExplanation.OfStage> stages = new ArrayList<>();
    long from = start;
    for (Stage stage : open.stages()) {
      if (from >= end) {
        break;
      }
      long to = stage.lasts() == null ? end : Math.min(end, from + stage.lasts().toNanos());
      stages.add(
          new PlanExplanation.OfStage(
              stage.kind(),
              stage.toString(),
              (from - start) / 1e9,
              (to - start) / 1e9,
              Math.round(timeline.arrivals(from, to)),
              isExact(from, to),
              PlanExplanation.rounded(timeline.peak(from, to))));
      from = to;
    }
    return stages;
  }

  private boolean isExact(long from, long to) {
    return timeline.between(from, to).stream().noneMatch(Piece::random);
  }

  /** Shards take turns from the first request of the warm-up on. */
  private long shardRequests(double warmup, double measured) {
    Shard shard = plan.shard();
    if (!isExact(0, end)) {
      return Math.round(measured / shard.count());
    }
    return turns(Math.round(warmup + measured), shard) - turns(Math.round(warmup), shard);
  }

  /** How many of the first so many requests are this shard's. */
  private static long turns(long requests, Shard shard) {
    return (requests - shard.number() + shard.count()) / shard.count();
  }
}
