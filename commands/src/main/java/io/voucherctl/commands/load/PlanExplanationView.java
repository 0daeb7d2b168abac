package io.voucherctl.commands.load;

import io.voucherctl.commands.console.Page;
import io.voucherctl.commands.console.Table;
import io.voucherctl.commands.console.View;
import java.util.Locale;
import java.util.stream.Collectors;

/** First who sends how many when, a row for each stage; then what they ask for. */
final class PlanExplanationView implements View<PlanExplanation> {
  @Override
  public void show(PlanExplanation plan, Page page) {
    page.line(
        "%s: %d %s, %ss after %ss of warm-up"
            .formatted(
                plan.plan(),
                plan.tenants().size(),
                plan.tenants().size() == 1 ? "tenant" : "tenants",
                number(plan.durationSeconds()),
                number(plan.warmupSeconds())));
    page.line(
        "%s requests (and %s in the warm-up), peak %s/s"
            .formatted(
                count(plan.requests(), plan.exact()),
                count(plan.warmupRequests(), plan.exact()),
                number(plan.peakRate())));
    if (!plan.shard().equals(Shard.WHOLE.toString())) {
      page.line("shard " + plan.shard() + " sends " + count(plan.shardRequests(), plan.exact()));
    }
    page.heading("When");
    stages(plan, page);
    page.heading("What");
    requests(plan, page);
  }

  private static void stages(PlanExplanation plan, Page page) {
    Table table = page.table("tenant", "model", ">from", ">to", "load", ">requests", ">peak");
    for (PlanExplanation.OfTenant tenant : plan.tenants()) {
      if (tenant.concurrency() != null) {
        table.row(
            tenant.tenant(),
            tenant.model(),
            "0s",
            number(plan.durationSeconds()) + "s",
            tenant.concurrency() + " at a time",
            "-",
            "-");
      }
      for (PlanExplanation.OfStage stage : tenant.stages()) {
        table.row(
            tenant.tenant(),
            tenant.model(),
            number(stage.startSeconds()) + "s",
            number(stage.endSeconds()) + "s",
            stage.text(),
            count(stage.requests(), stage.exact()),
            number(stage.peakRate()) + "/s");
      }
    }
    table.print();
  }

  private static void requests(PlanExplanation plan, Page page) {
    Table table =
        page.table(
            "tenant", ">requests", "operations", "keys", ">hottest", ">top 10%", ">in flight");
    for (PlanExplanation.OfTenant tenant : plan.tenants()) {
      String operations =
          tenant.operations().entrySet().stream()
              .map(share -> share.getKey() + " " + percent(share.getValue()))
              .collect(Collectors.joining(", "));
      table.row(
          tenant.tenant(),
          tenant.concurrency() == null ? count(tenant.requests(), tenant.exact()) : "-",
          operations,
          tenant.keys(),
          percent(tenant.hottestKeyShare()),
          percent(tenant.hottestTenthShare()),
          tenant.concurrency() == null ? tenant.maxInFlight() : tenant.concurrency());
    }
    table.print();
  }

  static String count(long requests, boolean exact) {
    return exact ? Long.toString(requests) : "~" + requests;
  }

  /** At most two digits after the point, and none that are 0. */
  static String number(double number) {
    return String.format(Locale.ROOT, "%.2f", number).replaceFirst("\\.00$|(?<=\\.\\d)0$", "");
  }

  private static String percent(double share) {
    return number(share * 100) + "%";
  }
}
