package io.voucherctl.commands.load;

import java.util.random.RandomGenerator;

/** Walks a timeline from one arrival to the next. One thread walks. */
final class TimelineSchedule implements ArrivalSchedule {
  private final Timeline timeline;
  private final RandomGenerator random;
  private int index;
  private long n;
  private double drawn;

  TimelineSchedule(Timeline timeline, RandomGenerator random) {
    this.timeline = timeline;
    this.random = random;
  }

  @Override
  public long nextNanos() {
    for (; index < timeline.pieces().size(); index++, n = 0, drawn = 0) {
      Piece piece = timeline.pieces().get(index);
      if (piece.random()) {
        // A Poisson process forgets, so the draw that led out of a piece can be thrown away.
        drawn += random.nextExponential();
        long due = piece.due(drawn);
        if (due < piece.end()) {
          return due;
        }
      } else if (n < piece.arrivals()) {
        return piece.due(n++);
      }
    }
    return ENDED;
  }

  @Override
  public double rateAt(long nanos) {
    return timeline.rateAt(nanos);
  }
}
