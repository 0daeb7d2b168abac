package io.voucherctl.commands.load;

import io.voucherctl.commands.latency.LatencyFigures;
import java.util.List;
import java.util.Set;

/** What a {@link Threshold} is about. */
sealed interface Measure {
  /** The response time below which this share of the requests stayed; 100 is the longest one. */
  record ResponseTime(double percentile) implements Measure {}

  /** How late requests went out for a reason of the generator's own; percentiles as above. */
  record Lag(double percentile) implements Measure {
    /** Those that are known of it. */
    static final List<Double> PERCENTILES = List.of(50.0, 90.0, 99.0, 99.9, 100.0);

    double in(LatencyFigures lag) {
      return switch (PERCENTILES.indexOf(percentile)) {
        case 0 -> lag.p50Micros();
        case 1 -> lag.p90Micros();
        case 2 -> lag.p99Micros();
        case 3 -> lag.p999Micros();
        default -> lag.maxMicros();
      };
    }
  }

  /** Which part of the offered requests ended in one of these ways. */
  record Share(Set<String> endings) implements Measure {}

  /** How many requests ended in one of these ways. */
  record Count(Set<String> endings) implements Measure {}

  /** How many requests per second ended in one of these ways. */
  record Speed(Set<String> endings) implements Measure {}

  /** How a figure of this kind is written. */
  default ValueUnit unit() {
    return switch (this) {
      case ResponseTime _, Lag _ -> ValueUnit.TIME;
      case Share _ -> ValueUnit.PERCENT;
      case Count _ -> ValueUnit.COUNT;
      case Speed _ -> ValueUnit.PER_SECOND;
    };
  }
}
