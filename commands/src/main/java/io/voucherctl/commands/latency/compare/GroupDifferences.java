package io.voucherctl.commands.latency.compare;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The differences of one group: point estimates and what resampling makes of them. */
final class GroupDifferences {
  /** No clock of a generator is steadier than this. */
  private static final double RATE_GRAIN = 0.0005;

  /** A record tells no two values apart that are closer than this, nor than this part. */
  private static final double GRAIN_NANOS = 512;

  private static final double GRAIN_PART = 0.001;

  private final Side a;
  private final Side b;
  private final Map<Quantile, Difference> percentiles = new EnumMap<>(Quantile.class);
  private final @Nullable Difference throughput;
  private final @Nullable Difference errors;

  GroupDifferences(Side a, Side b) {
    this.a = a;
    this.b = b;
    boolean enough =
        a.offered(a.once()) >= Quantile.LEAST_BEYOND
            && b.offered(b.once()) >= Quantile.LEAST_BEYOND;
    for (Quantile quantile : Quantile.values()) {
      if (quantile.hasEnough(a.table().total(a.once()))
          && quantile.hasEnough(b.table().total(b.once()))) {
        percentiles.put(quantile, percentile(quantile));
      }
    }
    throughput = enough ? throughput() : null;
    errors = enough ? errors() : null;
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

  private Difference percentile(Quantile quantile) {
    int fromA = a.table().find(quantile, a.once(), 0);
    int fromB = b.table().find(quantile, b.once(), 0);
    double before = a.table().value(fromA);
    double after = b.table().value(fromB);
    double[] resampled = new double[a.weights().length];
    for (int r = 0; r < resampled.length; r++) {
      resampled[r] =
          Math.log(
              (double) b.table().value(b.table().find(quantile, b.weights()[r], fromB))
                  / a.table().value(a.table().find(quantile, a.weights()[r], fromA)));
    }
    return new Difference(
        Math.log(after / before), resampled, GRAIN_NANOS / Math.min(before, after) + GRAIN_PART);
  }

  private Difference throughput() {
    double before = a.positiveRate(a.once());
    double after = b.positiveRate(b.once());
    double[] resampled = new double[a.weights().length];
    for (int r = 0; r < resampled.length; r++) {
      resampled[r] = Math.log(a.positiveRate(a.weights()[r]) / b.positiveRate(b.weights()[r]));
    }
    return new Difference(Math.log(before / after), resampled, RATE_GRAIN);
  }

  private Difference errors() {
    double before = a.errorShare(a.once());
    double after = b.errorShare(b.once());
    double[] resampled = new double[a.weights().length];
    for (int r = 0; r < resampled.length; r++) {
      resampled[r] = b.errorShare(b.weights()[r]) - a.errorShare(a.weights()[r]);
    }
    double grain = 0.5 / Math.min(a.offered(a.once()), b.offered(b.once()));
    return new Difference(after - before, resampled, grain);
  }
}
