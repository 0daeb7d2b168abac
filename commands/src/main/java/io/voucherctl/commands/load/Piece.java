package io.voucherctl.commands.load;

import java.math.BigInteger;

/**
 * A stretch of a {@link Timeline} in which the rate is a straight line. The requests due by a
 * moment are the integral of the rate; the n-th request is due when the integral, carried on from
 * the piece before, reaches n. So the count is exact however a load is cut into pieces.
 */
final class Piece {
  /** Parts of a request: fine enough that no piece between whole rates per hour leaves a rest. */
  static final long UNIT = 7_200_000_000_000L;

  /** Longer than any run, and far from overflow. */
  static final long ENDLESS = Long.MAX_VALUE / 2;

  private static final long HOUR = UNIT / 2;
  private static final BigInteger UNITS = BigInteger.valueOf(UNIT);

  /** Where and how long, in nanoseconds; at random (Poisson) or as evenly as the rate allows. */
  record Span(long start, long length, boolean random) {}

  private final Span span;
  private final double fromRate;
  private final double toRate;

  /** A flat piece has {@code count} requests in {@code period} nanoseconds, exactly. */
  private final long count;

  private final long period;
  private final long ahead;
  private final long arrivals;
  private final long left;

  private Piece(
      Span span,
      double fromRate,
      double toRate,
      long count,
      long period,
      BigInteger amount,
      long carried) {
    this.span = span;
    this.fromRate = fromRate;
    this.toRate = toRate;
    this.count = count;
    this.period = period;
    this.ahead = carried == 0 ? 0 : UNIT - carried;
    BigInteger end = amount.add(BigInteger.valueOf(carried));
    BigInteger[] whole = end.divideAndRemainder(UNITS);
    this.left = whole[1].longValueExact();
    BigInteger due =
        whole[0]
            .subtract(carried > 0 ? BigInteger.ONE : BigInteger.ZERO)
            .add(left > 0 ? BigInteger.ONE : BigInteger.ZERO);
    this.arrivals = due.min(BigInteger.valueOf(Long.MAX_VALUE)).longValueExact();
  }

  /**
   * One rate all the time.
   *
   * @param carried parts of a request that are due already from the pieces before
   */
  static Piece flat(Span span, long perHour, long carried) {
    long divisor = perHour == 0 ? 1 : gcd(perHour, HOUR);
    BigInteger amount = BigInteger.valueOf(2 * perHour).multiply(BigInteger.valueOf(span.length()));
    double rate = perHour / 3_600.0;
    return new Piece(span, rate, rate, perHour / divisor, HOUR / divisor, amount, carried);
  }

  /** So many requests, whatever their rate. */
  static Piece counted(Span span, long requests, long carried) {
    BigInteger amount = BigInteger.valueOf(requests).multiply(UNITS);
    double rate = requests / (span.length() / 1e9);
    return new Piece(span, rate, rate, requests, span.length(), amount, carried);
  }

  /** From one rate to another, evenly. */
  static Piece slope(Span span, long fromPerHour, long toPerHour, long carried) {
    if (fromPerHour == toPerHour) {
      return flat(span, fromPerHour, carried);
    }
    BigInteger amount =
        BigInteger.valueOf(fromPerHour + toPerHour).multiply(BigInteger.valueOf(span.length()));
    return new Piece(span, fromPerHour / 3_600.0, toPerHour / 3_600.0, 0, 0, amount, carried);
  }

  long start() {
    return span.start();
  }

  /** Not part of the piece. */
  long end() {
    return span.start() + span.length();
  }

  boolean random() {
    return span.random();
  }

  double fromRate() {
    return fromRate;
  }

  double toRate() {
    return toRate;
  }

  /** How many are due in this piece, when they do not come at random. */
  long arrivals() {
    return arrivals;
  }

  /** Parts of a request that are due at the end and go to the next piece. */
  long left() {
    return left;
  }

  /** Requests per second at a moment of the run within this piece. */
  double rateAt(long nanos) {
    return fromRate + (toRate - fromRate) * ((nanos - start()) / (double) span.length());
  }

  /** The integral of the rate from the start to a moment within this piece. */
  double amountUntil(long nanos) {
    return (fromRate + rateAt(nanos)) / 2 * ((nanos - start()) / 1e9);
  }

  /** When the n-th (from 0) of this piece is due. */
  long due(long n) {
    long into = count > 0 ? evenly(n) : sloping(n + ahead / (double) UNIT);
    return start() + Math.min(into, span.length() - 1);
  }

  /** When the integral of a flat piece is so much; may be beyond its end. */
  long due(double amount) {
    return count == 0 ? Long.MAX_VALUE : start() + (long) (amount * (period / (double) count));
  }

  /** How many are due before a moment, when they do not come at random. */
  long arrivalsBefore(long nanos) {
    if (nanos >= end()) {
      return arrivals;
    }
    long least = 0;
    for (long most = arrivals; least < most; ) {
      long middle = least + (most - least) / 2;
      if (due(middle) < nanos) {
        least = middle + 1;
      } else {
        most = middle;
      }
    }
    return least;
  }

  private long evenly(long n) {
    // n * period overflows within minutes at high rates per hour; whole periods and the rest do
    // not: rest < count <= 3 * 10^9, and so is period % count.
    long rest = n % count;
    long exact = n / count * period + rest * (period / count) + rest * (period % count) / count;
    return ahead == 0 ? exact : exact + (long) (ahead * (period / (double) count) / UNIT);
  }

  /**
   * Solves {@code amount = from * t + (to - from) * t^2 / (2 * length)} for t, in the form of the
   * root that does not subtract two nearly equal numbers; a falling slope is walked from its end.
   */
  private long sloping(double amount) {
    double seconds = span.length() / 1e9;
    double whole = (fromRate + toRate) / 2 * seconds;
    double into =
        toRate > fromRate
            ? rising(amount, fromRate, (toRate - fromRate) / seconds)
            : seconds - rising(whole - amount, toRate, (fromRate - toRate) / seconds);
    return Math.max(0, (long) (into * 1e9));
  }

  private static double rising(double amount, double low, double growth) {
    if (amount <= 0) {
      return 0;
    }
    return 2 * amount / (low + Math.sqrt(low * low + 2 * growth * amount));
  }

  private static long gcd(long a, long b) {
    return b == 0 ? a : gcd(b, a % b);
  }
}
