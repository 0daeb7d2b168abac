package io.voucherctl.commands.load;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The highest rate that several timelines reach together. */
final class PeakRate {
  /** At a moment the sum of all rates jumps, and from then on grows otherwise. */
  private record Bend(long nanos, double jump, double growth) {}

  private PeakRate() {}

  /** Requests per second; between two bends the sum is a straight line, so they suffice. */
  static double of(List<Timeline> timelines, long from, long to) {
    List<Bend> bends =
        timelines.stream()
            .flatMap(timeline -> timeline.between(from, to).stream())
            .flatMap(piece -> bends(piece, from, to))
            .sorted(Comparator.comparingLong(Bend::nanos))
            .toList();
    double peak = 0;
    double rate = 0;
    double growth = 0;
    long last = from;
    for (Bend bend : bends) {
      if (bend.nanos() > last) {
        peak = Math.max(peak, rate);
        rate += growth * (bend.nanos() - last);
        peak = Math.max(peak, rate);
        last = bend.nanos();
      }
      rate += bend.jump();
      growth += bend.growth();
    }
    return peak;
  }

  private static Stream<Bend> bends(Piece piece, long from, long to) {
    long first = Math.max(from, piece.start());
    long last = Math.min(to, piece.end());
    double low = piece.rateAt(first);
    double high = piece.rateAt(last);
    double growth = (high - low) / (last - first);
    return Stream.of(new Bend(first, low, growth), new Bend(last, -high, -growth));
  }
}
