package io.voucherctl.commands.latency.compare;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The differences of one group: point estimates and what resampling makes of them. */
final class GroupDifferences {
  /** A record tells no two values apart that are closer than this, nor than this part. */
  private static final double GRAIN_NANOS = 512;

  private static final double GRAIN_PART = 0.001;

  /** No clock of a generator is steadier than this. */
  private static final double RATE_GRAIN = 0.0005;

  private final Map<Quantile, Difference> percentiles = new EnumMap<>(Quantile.class);
  private final @Nullable Difference throughput;
  private final @Nullable Difference errors;

  GroupDifferences(Side a, Side b) {
    boolean enough =
        a.offered(a.once()) >= Quantile.LEAST_BEYOND
            && b.offered(b.once()) >= Quantile.LEAST_BEYOND;
    for (Quantile quantile : Quantile.values()) {
      if (quantile.hasEnough(a.table().total()) && quantile.hasEnough(b.table().total())) {
        double grain = GRAIN_NANOS / Math.min(a.nanos(quantile), b.nanos(quantile)) + GRAIN_PART;
        percentiles.put(quantile, new Difference(a.time(quantile), b.time(quantile), grain));
      }
    }
    double request = 0.5 / Math.max(1, Math.min(a.offered(a.once()), b.offered(b.once())));
    // Lower is worse here, so the roles change.
    throughput = enough ? new Difference(b.throughput(), a.throughput(), RATE_GRAIN) : null;
    errors = enough ? new Difference(a.errors(), b.errors(), request) : null;
  }

  /** Everything that can be judged. */
  List<Difference> family() {
    List<Difference> family = new ArrayList<>(percentiles.values());
    if (throughput != null) {
      family.add(throughput);
    }
    if (errors != null) {
      family.add(errors);
    }
    return family;
  }

  @Nullable Difference percentileDifference(Quantile quantile) {
    return percentiles.get(quantile);
  }

  @Nullable Difference throughputDifference() {
    return throughput;
  }

  @Nullable Difference errorDifference() {
    return errors;
  }
}
