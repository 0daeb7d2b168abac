package io.voucherctl.server.gateway;

import io.voucherctl.server.gateway.GatewayStatus.Kinds;
import io.voucherctl.server.gateway.GatewayStatus.RouteStatus;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * Adds rows of several replicas. Counts are added, and histograms are; percentiles never are: a sum
 * of which a part has requests and no histogram has no response time.
 */
final class RowSum {
  private final boolean histograms;

  /**
   * @param histograms whether sums carry their histogram, so that they can be added to others
   */
  RowSum(boolean histograms) {
    this.histograms = histograms;
  }

  RouteStatus of(String route, List<RouteStatus> rows) {
    Histogram micros = micros(rows);
    long totalMicros =
        sum(rows, row -> row.responseTime() == null ? 0 : row.responseTime().totalMicros());
    return new RouteStatus(
        route,
        sum(rows, RouteStatus::offered),
        sum(rows, RouteStatus::admitted),
        sum(rows, RouteStatus::limited),
        sum(rows, RouteStatus::shed),
        sum(rows, RouteStatus::refused),
        sum(rows, RouteStatus::upstreamErrors),
        sum(rows, RouteStatus::answered),
        sum(rows, RouteStatus::left),
        sum(rows, RouteStatus::inFlight),
        sum(rows, RouteStatus::shadowLimited),
        new Kinds(
            kinds(rows, Kinds::limited),
            kinds(rows, Kinds::shadowLimited),
            kinds(rows, Kinds::refused),
            kinds(rows, Kinds::answered),
            kinds(rows, Kinds::upstreamErrors)),
        micros == null ? null : StatusReport.percentiles(ResponseTime.of(micros, totalMicros)),
        histograms && micros != null ? HistogramText.of(micros) : null);
  }

  private static long sum(List<RouteStatus> rows, ToLongFunction<RouteStatus> count) {
    return rows.stream().mapToLong(count).sum();
  }

  private static SortedMap<String, Long> kinds(
      List<RouteStatus> rows, Function<Kinds, SortedMap<String, Long>> kind) {
    SortedMap<String, Long> sum = new TreeMap<>();
    for (RouteStatus row : rows) {
      kind.apply(row.by()).forEach((name, count) -> sum.merge(name, count, Long::sum));
    }
    return sum;
  }

  /** Null when a part is missing, or is none. */
  private static @Nullable Histogram micros(List<RouteStatus> rows) {
    Histogram sum = RouteStatistics.histogram();
    for (RouteStatus row : rows) {
      if (row.answered() + row.left() == 0) {
        continue;
      }
      if (row.histogram() == null) {
        return null;
      }
      try {
        sum.add(HistogramText.parse(row.histogram()));
      } catch (IllegalArgumentException e) {
        return null;
      }
    }
    return sum;
  }
}
