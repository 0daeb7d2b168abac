package io.voucherctl.commands.load;

import java.util.List;

/**
 * The schedules of all tenants as one, in time order; at the same moment the earlier listed goes
 * first.
 */
final class MergedSchedule {
  private final List<ArrivalSchedule> schedules;
  private final long[] due;
  private int first;

  MergedSchedule(List<ArrivalSchedule> schedules) {
    this.schedules = List.copyOf(schedules);
    this.due = this.schedules.stream().mapToLong(ArrivalSchedule::nextNanos).toArray();
    findFirst();
  }

  /** When the next request is due. */
  long dueNanos() {
    return due[first];
  }

  /** Whose it is: the index of a schedule. */
  int lane() {
    return first;
  }

  void advance() {
    due[first] = schedules.get(first).nextNanos();
    findFirst();
  }

  private void findFirst() {
    first = 0;
    for (int i = 1; i < due.length; i++) {
      if (due[i] < due[first]) {
        first = i;
      }
    }
  }
}
