package io.voucherctl.commands.load;

import java.util.List;

/**
 * The schedules of all tenants as one, in time order; at the same moment the earlier listed goes
 * first. Its time can be stretched while it is walked: the order and the draws stay the same, only
 * the clock of the plan runs faster or slower. One thread walks; any thread asks for rates.
 */
final class MergedSchedule {
  /** What a schedule says when it has ended. */
  static final long NEVER = Long.MAX_VALUE;

  /** From {@code since} on, plan time goes {@code factor} times as fast as the clock. */
  private record Pace(long since, double planned, double factor) {
    long planTime(long now) {
      return factor == 1 && planned == since ? now : Math.round(planned + (now - since) * factor);
    }

    long clockTime(long due) {
      if (due == NEVER || (factor == 1 && planned == since)) {
        return due;
      }
      // Rounded up, so that plan time has really come by then.
      return (long) Math.ceil(since + (due - planned) / factor);
    }
  }

  private final List<ArrivalSchedule> schedules;
  private final long[] due;

  /** A binary heap of the indices of schedules. */
  private final int[] heap;

  private volatile Pace pace = new Pace(0, 0, 1);

  MergedSchedule(List<ArrivalSchedule> schedules) {
    this.schedules = List.copyOf(schedules);
    this.due = this.schedules.stream().mapToLong(ArrivalSchedule::nextNanos).toArray();
    this.heap = new int[due.length];
    for (int i = 0; i < heap.length; i++) {
      heap[i] = i;
    }
    for (int i = heap.length / 2 - 1; i >= 0; i--) {
      sink(i);
    }
  }

  /** When the next request is due, or {@link #NEVER}. */
  long dueNanos() {
    return pace.clockTime(due[heap[0]]);
  }

  /** Whose it is: the index of a schedule. */
  int lane() {
    return heap[0];
  }

  void advance() {
    due[heap[0]] = schedules.get(heap[0]).nextNanos();
    sink(0);
  }

  /** From {@code now} on, everything comes {@code factor} times as fast as planned. */
  void scale(long now, double factor) {
    if (!(factor > 0) || factor == Double.POSITIVE_INFINITY) {
      throw new IllegalArgumentException("a rate is changed by a factor above 0, not " + factor);
    }
    pace = new Pace(now, pace.planTime(now), factor);
  }

  /** Requests per second that one schedule asks for at this moment. */
  double targetRate(int lane, long now) {
    Pace current = pace;
    return schedules.get(lane).rateAt(current.planTime(now)) * current.factor();
  }

  private void sink(int from) {
    int moved = heap[from];
    int hole = from;
    for (int child = 2 * hole + 1; child < heap.length; child = 2 * hole + 1) {
      if (child + 1 < heap.length && before(heap[child + 1], heap[child])) {
        child++;
      }
      if (!before(heap[child], moved)) {
        break;
      }
      heap[hole] = heap[child];
      hole = child;
    }
    heap[hole] = moved;
  }

  private boolean before(int one, int other) {
    return due[one] < due[other] || (due[one] == due[other] && one < other);
  }
}
