package io.voucherctl.commands.load;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** The rate of one tenant over a whole run, warm-up included, piece by piece. Any thread. */
final class Timeline {
  private final List<Piece> pieces;

  private Timeline(List<Piece> pieces) {
    this.pieces = List.copyOf(pieces);
  }

  /** The arrivals: the same for the same random numbers. It takes one for each Poisson arrival. */
  ArrivalSchedule schedule(RandomGenerator random) {
    return new TimelineSchedule(this, random);
  }

  List<Piece> pieces() {
    return pieces;
  }

  /** Requests per second that are planned for a moment; 0 when nothing is any more. */
  double rateAt(long nanos) {
    int index = indexAt(nanos);
    return index < pieces.size() && nanos >= 0 ? pieces.get(index).rateAt(nanos) : 0;
  }

  /** The integral of the rate: how many requests are planned between two moments. */
  double amount(long from, long to) {
    return between(from, to).stream().mapToDouble(piece -> amount(piece, from, to)).sum();
  }

  /** How many requests come between two moments; at random ones as many as on average. */
  double arrivals(long from, long to) {
    return between(from, to).stream()
        .mapToDouble(piece ->
            piece.random()
                ? amount(piece, from, to)
                : piece.arrivalsBefore(to) - piece.arrivalsBefore(Math.max(from, piece.start())))
        .sum();
  }

  private static double amount(Piece piece, long from, long to) {
    return piece.amountUntil(Math.min(to, piece.end()))
        - piece.amountUntil(Math.max(from, piece.start()));
  }

  /** The highest rate between two moments. */
  double peak(long from, long to) {
    return between(from, to).stream()
        .mapToDouble(piece ->
            Math.max(
                piece.rateAt(Math.max(from, piece.start())),
                piece.rateAt(Math.min(to, piece.end()))))
        .max()
        .orElse(0);
  }

  /** The pieces that have some time between two moments. */
  List<Piece> between(long from, long to) {
    int first = indexAt(from);
    int last = first;
    while (last < pieces.size() && pieces.get(last).start() < to) {
      last++;
    }
    return pieces.subList(first, last);
  }

  /** The piece of a moment, or the number of pieces after the last. */
  private int indexAt(long nanos) {
    int least = 0;
    for (int most = pieces.size(); least < most; ) {
      int middle = (least + most) >>> 1;
      if (pieces.get(middle).end() <= nanos) {
        least = middle + 1;
      } else {
        most = middle;
      }
    }
    return least;
  }

  /** Lays pieces one after the other. */
  static final class Builder {
    private final List<Piece> pieces = new ArrayList<>();
    private final long phase;
    private long end;
    private long carried;

    /**
     * Begins as if a piece had gone before that left a part of a request.
     *
     * @param phase that part, in parts of {@link Piece#UNIT}
     */
    Builder(long phase) {
      this.phase = phase;
      this.carried = phase;
    }

    Builder add(Stage stage) {
      stage.layOn(this);
      return this;
    }

    /** Lays the same rate as the stage has on average, before the stages. */
    Builder warmUp(Stage first, long nanos) {
      flat(nanos, first.meanPerHour(), first instanceof Stage.Poisson);
      // The measured time begins anew, so that its count is the plan's own.
      carried = phase;
      return this;
    }

    void flat(long nanos, long perHour, boolean random) {
      if (nanos > 0) {
        add(Piece.flat(new Piece.Span(end, nanos, random), perHour, random ? 0 : carried));
      }
    }

    void counted(long nanos, long requests, boolean random) {
      if (nanos > 0) {
        add(Piece.counted(new Piece.Span(end, nanos, random), requests, random ? 0 : carried));
      }
    }

    void slope(long nanos, long fromPerHour, long toPerHour) {
      add(Piece.slope(new Piece.Span(end, nanos, false), fromPerHour, toPerHour, carried));
    }

    Timeline build() {
      return new Timeline(pieces);
    }

    private void add(Piece piece) {
      pieces.add(piece);
      end = piece.end();
      if (!piece.random()) {
        carried = piece.left();
      }
    }
  }
}
