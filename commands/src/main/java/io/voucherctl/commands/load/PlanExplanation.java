package io.voucherctl.commands.load;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;

/**
 * What a plan would send. Times count from the end of the warm-up; counts are of the measured time
 * and of all shards together.
 *
 * @param plan the file
 * @param shard which part this generator would send
 * @param warmupRequests before the measured time
 * @param requests of the open tenants; a closed one sends as many as the target answers
 * @param shardRequests the part of them that this shard sends
 * @param exact false when some come at random, and the counts are what is to be expected
 * @param peakRate requests per second of all open tenants together at the highest moment
 * @param codes vouchers of each tenant
 */
record PlanExplanation(
    String schema,
    String plan,
    double durationSeconds,
    double warmupSeconds,
    String shard,
    long warmupRequests,
    long requests,
    long shardRequests,
    boolean exact,
    double peakRate,
    int codes,
    List<OfTenant> tenants) {
  static final String SCHEMA = "voucherctl.load-explanation/v1";
  static final String CHECK_SCHEMA = "voucherctl.load-plan-check/v1";

  /**
   * One tenant's part.
   *
   * @param model open or closed
   * @param concurrency requests in flight in a closed model, all shards together; else null
   * @param operations the share of each, 0 to 1
   * @param hottestKeyShare the share of the requests that go to the most wanted voucher, 0 to 1
   * @param hottestTenthShare the same for the most wanted tenth of the vouchers
   */
  record OfTenant(
      String tenant,
      String model,
      @Nullable Integer concurrency,
      List<OfStage> stages,
      long warmupRequests,
      long requests,
      long shardRequests,
      boolean exact,
      double peakRate,
      Map<String, Double> operations,
      String keys,
      double hottestKeyShare,
      double hottestTenthShare,
      int maxInFlight) {}

  /** One stage, as far as the run lasts. */
  record OfStage(
      String kind,
      String text,
      double startSeconds,
      double endSeconds,
      long requests,
      boolean exact,
      double peakRate) {}

  /** That a plan is in order. Its text is how a person reads it. */
  record Check(
      String schema,
      String plan,
      boolean valid,
      int tenants,
      double durationSeconds,
      long requests,
      boolean exact,
      double peakRate) {
    @Override
    public String toString() {
      return "%s is a valid plan: %d %s, %ss, %s requests, peak %s/s"
          .formatted(
              plan,
              tenants,
              tenants == 1 ? "tenant" : "tenants",
              PlanExplanationView.number(durationSeconds),
              PlanExplanationView.count(requests, exact),
              PlanExplanationView.number(peakRate));
    }
  }

  static PlanExplanation of(String name, LoadPlan plan, int codes) {
    List<OfTenant> tenants =
        plan.tenants().stream()
            .map(load -> new TenantExplainer(plan, load, codes).explain())
            .toList();
    List<Timeline> timelines = plan.tenants().stream().map(plan::timeline).toList();
    long start = plan.warmup().toNanos();
    return new PlanExplanation(
        SCHEMA,
        name,
        plan.duration().toMillis() / 1e3,
        plan.warmup().toMillis() / 1e3,
        plan.shard().toString(),
        tenants.stream().mapToLong(OfTenant::warmupRequests).sum(),
        tenants.stream().mapToLong(OfTenant::requests).sum(),
        tenants.stream().mapToLong(OfTenant::shardRequests).sum(),
        tenants.stream().allMatch(OfTenant::exact),
        rounded(PeakRate.of(timelines, start, start + plan.duration().toNanos())),
        codes,
        tenants);
  }

  Check check() {
    return new Check(
        CHECK_SCHEMA, plan, true, tenants.size(), durationSeconds, requests, exact, peakRate);
  }

  static double rounded(double number) {
    return Math.round(number * 1e4) / 1e4;
  }

  static Map<String, Double> shares(OperationMix mix) {
    double sum = DoubleStream.of(mix.weightOf(Operation.values())).sum();
    Map<String, Double> shares = new LinkedHashMap<>();
    for (Operation operation : Operation.values()) {
      int weight = mix.weights().getOrDefault(operation, 0);
      if (weight > 0) {
        shares.put(operation.toString(), rounded(weight / sum));
      }
    }
    return shares;
  }
}
