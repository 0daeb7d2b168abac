package io.voucherctl.commands.latency;

import io.voucherctl.commands.exit.Failure;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Walks several logs at once in the order of time. Generators do not start in the same millisecond,
 * so what starts within half an interval of the earliest belongs to the same stretch. Holds one
 * stretch at a time; one thread.
 */
public final class AlignedLogs implements AutoCloseable {
  private final List<Cursor> cursors = new ArrayList<>();

  public AlignedLogs(List<Path> files) {
    try {
      files.forEach(file -> cursors.add(new Cursor(HlogReader.open(file))));
    } catch (Failure e) {
      close();
      throw e;
    }
  }

  /** The next stretch, or null at the end of all logs. */
  public @Nullable AlignedInterval next() {
    HlogLine first = null;
    for (Cursor cursor : cursors) {
      HlogLine head = cursor.head();
      if (head != null && (first == null || head.fromMillis() < first.fromMillis())) {
        first = head;
      }
    }
    if (first == null) {
      return null;
    }
    long last = first.fromMillis() + (first.toMillis() - first.fromMillis()) / 2;
    List<HlogLine> lines = new ArrayList<>();
    for (Cursor cursor : cursors) {
      for (HlogLine head = cursor.head();
          head != null && head.fromMillis() <= last;
          head = cursor.head()) {
        lines.add(head);
        cursor.advance();
      }
    }
    return new AlignedInterval(
        first.fromMillis(), most(lines, HlogLine::toMillis), List.copyOf(lines));
  }

  @Override
  public void close() {
    cursors.forEach(cursor -> cursor.reader.close());
  }

  private static long most(List<HlogLine> lines, ToLongFunction<HlogLine> of) {
    return lines.stream().mapToLong(of).max().orElseThrow();
  }

  private static final class Cursor {
    private final HlogReader reader;
    private @Nullable HlogLine head;
    private boolean ended;
    private long latest = Long.MIN_VALUE;

    Cursor(HlogReader reader) {
      this.reader = reader;
    }

    @Nullable HlogLine head() {
      if (head == null && !ended) {
        head = reader.next();
        ended = head == null;
        if (head != null && head.fromMillis() < latest) {
          throw new Failure.BadInput(
              reader.path() + ": line " + head.number() + " goes back in time",
              "sort its intervals by their start first");
        }
        latest = head == null ? latest : head.fromMillis();
      }
      return head;
    }

    void advance() {
      head = null;
    }
  }
}
