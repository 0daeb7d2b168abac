package io.voucherctl.commands.latency;

/**
 * Equal stretches of a run's time, at most a fixed number of them: when there would be more, each
 * two become one. Times are milliseconds of any one clock.
 */
public final class TimeGrid {
  private final int mostPoints;

  private long originMillis;
  private long widthMillis;
  private int points;

  public TimeGrid(int mostPoints) {
    this.mostPoints = mostPoints;
  }

  /** Where an interval stands; {@code fold} is run for each time that the stretches double. */
  public int place(long fromMillis, long toMillis, Runnable fold) {
    if (widthMillis == 0) {
      originMillis = fromMillis;
      widthMillis = Math.max(1, toMillis - fromMillis);
    }
    long index = index(fromMillis);
    while (index >= mostPoints) {
      fold.run();
      widthMillis = Math.multiplyExact(widthMillis, 2);
      points = (points + 1) / 2;
      index = index(fromMillis);
    }
    points = Math.max(points, (int) index + 1);
    return (int) index;
  }

  public int points() {
    return points;
  }

  public double widthSeconds() {
    return widthMillis / 1e3;
  }

  private long index(long fromMillis) {
    // The first interval may be followed by one that starts a little early.
    return Math.max(0, Math.floorDiv(fromMillis - originMillis + widthMillis / 4, widthMillis));
  }
}
