package io.voucherctl.commands.gateway;

import io.voucherctl.commands.console.Cell;
import io.voucherctl.commands.console.Page;
import io.voucherctl.commands.console.Table;
import io.voucherctl.commands.console.Tone;
import io.voucherctl.commands.console.View;
import io.voucherctl.server.gateway.FleetStatus;
import io.voucherctl.server.gateway.FleetStatus.QuotaInForce;
import io.voucherctl.server.gateway.FleetStatus.ReplicaStatus;
import io.voucherctl.server.gateway.FleetStatus.TenantInFleet;
import io.voucherctl.server.gateway.GatewayStatus.FleetFigures;
import io.voucherctl.server.gateway.GatewayStatus.Percentiles;
import io.voucherctl.server.gateway.GatewayStatus.QuotaFigures;
import io.voucherctl.server.gateway.GatewayStatus.RouteStatus;
import io.voucherctl.server.gateway.GatewayStatus.SourceStatus;
import java.time.Instant;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The fleet as a table: a row per tenant and route, and one for all. */
final class GatewayStatusView implements View<FleetStatus> {
  private static final String NOBODY = "(no tenant)";
  private static final String DEPARTED = "(departed)";
  private static final String ALL = "(all)";

  @Override
  public void show(FleetStatus fleet, Page page) {
    Table table =
        page.table(
            "tenant",
            "route",
            "quota",
            ">offered",
            ">admitted",
            ">limited",
            ">shadow",
            ">shed",
            ">refused",
            ">in flight",
            ">left",
            ">upstream errors",
            ">p50",
            ">p99");
    for (TenantInFleet tenant : fleet.tenants()) {
      String quota = quotas(tenant);
      if (tenant.routes().isEmpty()) {
        row(table, tenant.tenant(), quota, tenant.total());
      }
      tenant.routes().forEach(route -> row(table, tenant.tenant(), quota, route));
    }
    fleet.departed().forEach(route -> row(table, DEPARTED, "-", route));
    row(table, NOBODY, "-", fleet.unknown());
    row(table, ALL, "-", fleet.total());
    table.print();
    page.heading("gateways");
    if (page.isTerminal()) {
      fleet.replicas().forEach(replica -> gateway(replica, page));
      fleet
          .unreachable()
          .forEach(gateway -> page.line(gateway.name() + ": " + gateway.reason(), Tone.BAD));
    }
  }

  private static void row(Table table, String tenant, String quota, RouteStatus row) {
    Percentiles took = row.responseTime();
    table.row(
        tenant,
        row.route(),
        quota,
        row.offered(),
        row.admitted(),
        bad(row.limited(), Tone.WARN),
        row.shadowLimited(),
        bad(row.shed(), Tone.BAD),
        row.refused(),
        row.inFlight(),
        row.left(),
        bad(row.upstreamErrors(), Tone.BAD),
        micros(took, took == null ? 0 : took.p50Micros()),
        micros(took, took == null ? 0 : took.p99Micros()));
  }

  private static Cell bad(long count, Tone tone) {
    return count == 0 ? Cell.of(count) : Cell.of(count, tone);
  }

  private static String micros(@Nullable Percentiles took, long micros) {
    if (took == null || took.count() == 0) {
      return "-";
    }
    if (micros < 1_000) {
      return micros + "us";
    }
    return micros < 1_000_000
        ? String.format(Locale.ROOT, "%.1fms", micros / 1e3)
        : String.format(Locale.ROOT, "%.2fs", micros / 1e6);
  }

  /** What replicas do not agree on is shown with the number of those who have it. */
  private static String quotas(TenantInFleet tenant) {
    if (tenant.quotas().size() == 1) {
      return quota(tenant.quotas().getFirst().quota());
    }
    return tenant.quotas().stream()
        .map(GatewayStatusView::heldBy)
        .collect(Collectors.joining(" | "));
  }

  private static String heldBy(QuotaInForce held) {
    return quota(held.quota()) + " (on " + held.replicas().size() + ")";
  }

  private static String quota(QuotaFigures quota) {
    return quota.rate()
        + (" burst " + quota.burst())
        + (quota.concurrency() == null ? "" : " concurrency " + quota.concurrency())
        + (quota.routes().isEmpty() ? "" : " caps " + quota.routes().size())
        + ("shadow".equals(quota.mode()) ? " shadow" : "")
        + (quota.until() == null ? "" : " until " + quota.until());
  }

  private static void gateway(ReplicaStatus replica, Page page) {
    SourceStatus source = replica.quotaSource();
    String lost =
        source == null || source.unreachableSince() == null
            ? ""
            : ", quotas unreadable since " + page.when(Instant.parse(source.unreachableSince()));
    String invalid =
        replica.invalidQuotas().isEmpty()
            ? ""
            : ", " + replica.invalidQuotas().size() + " invalid quotas";
    String share = share(replica.fleet());
    String text =
        replica.name()
            + (": started " + page.when(Instant.parse(replica.startedAt())))
            + (", quotas " + replica.quotaRevision() + " in force for ")
            + (replica.quotaAgeSeconds() + "s" + share + lost + invalid);
    page.line(text, lost.isEmpty() && invalid.isEmpty() ? Tone.PLAIN : Tone.WARN);
  }

  private static String share(@Nullable FleetFigures fleet) {
    return fleet == null || fleet.readyReplicas() < 2 ? "" : ", one of " + fleet.readyReplicas();
  }
}
