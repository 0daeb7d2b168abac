package io.voucherctl.commands.latency;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.HdrHistogram.Histogram;

/**
 * The latencies of one run: a {@link LatencySeries} for each tenant, outcome and kind. Histograms
 * are merged, percentiles never are. Any thread records; one thread closes intervals and reads.
 */
public final class LatencyRecorder {
  private record Key(String tenant, String outcome, LatencyKind kind) {}

  private final List<String> tenants;
  private final Map<Key, LatencySeries> series = new LinkedHashMap<>();
  private final Map<String, Histogram> merged = new LinkedHashMap<>();

  /** The set of series is fixed here, so that recording needs no lock and no growth. */
  public LatencyRecorder(List<String> tenants, List<String> outcomes) {
    this.tenants = List.copyOf(tenants);
    for (String tenant : tenants) {
      merged.put(tenant, LatencyFigures.histogram());
      for (String outcome : outcomes) {
        for (LatencyKind kind : LatencyKind.values()) {
          series.put(new Key(tenant, outcome, kind), new LatencySeries());
        }
      }
    }
  }

  /** Where to record; look it up once, not for each request. */
  public LatencySeries series(String tenant, String outcome, LatencyKind kind) {
    LatencySeries found = series.get(new Key(tenant, outcome, kind));
    if (found == null) {
      throw new IllegalArgumentException("no series for " + tenant + " " + outcome);
    }
    return found;
  }

  /**
   * Response times since the last call, every outcome of a tenant merged, in the order of the
   * tenants. The histograms are recycled by the next call.
   */
  public Map<String, Histogram> closeInterval() {
    merged.values().forEach(Histogram::reset);
    series.forEach((key, one) -> {
      Histogram closed = one.closeInterval();
      Histogram sum = merged.get(key.tenant());
      if (closed != null && sum != null && key.kind() == LatencyKind.RESPONSE_TIME) {
        sum.add(closed);
      }
    });
    return merged;
  }

  /** The whole run of one tenant, every outcome merged. */
  public LatencyFigures figures(String tenant, LatencyKind kind) {
    return figures(key -> key.tenant().equals(tenant) && key.kind() == kind);
  }

  /** The whole run of one tenant and one outcome. */
  public LatencyFigures figures(String tenant, String outcome, LatencyKind kind) {
    return figures(new Key(tenant, outcome, kind)::equals);
  }

  public List<String> tenants() {
    return tenants;
  }

  /** How many values were longer than a histogram is. */
  public long clamped() {
    return series.values().stream().mapToLong(LatencySeries::clamped).sum();
  }

  private LatencyFigures figures(Predicate<Key> wanted) {
    Histogram sum = LatencyFigures.histogram();
    series.forEach((key, one) -> {
      if (wanted.test(key)) {
        one.addTotalTo(sum);
      }
    });
    return LatencyFigures.of(sum);
  }
}
