package io.voucherctl.commands.load;

import io.voucherctl.server.quota.Rate;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What decides when a tenant's next request is sent. Its text is how a person reads it. */
public sealed interface LoadModel {
  /** {@code open} or {@code closed}, as it stands in reports. */
  String word();

  boolean sendsAnything();

  /**
   * The planned rate; nothing at all for a closed model.
   *
   * @param phase how much earlier than a whole interval after the start the first request is due,
   *     in parts of {@link Piece#UNIT}; 0 for at once
   */
  Timeline timeline(long warmupNanos, long phase);

  /** How long its stages last, null when the last one has no end. */
  @Nullable Duration lasts();

  /** The clock: requests are sent when they are due, whatever became of those before. */
  record Open(List<Stage> stages) implements LoadModel {
    public Open {
      stages = List.copyOf(stages);
      if (stages.isEmpty()) {
        throw new IllegalArgumentException("an open load needs at least one stage");
      }
      if (stages.stream().limit(stages.size() - 1).anyMatch(stage -> stage.lasts() == null)) {
        throw new IllegalArgumentException("only the last stage may go on without an end");
      }
    }

    public static Open constant(Rate rate) {
      return new Open(List.of(new Stage.Constant(rate, null)));
    }

    @Override
    public String word() {
      return "open";
    }

    @Override
    public boolean sendsAnything() {
      return stages.stream().anyMatch(stage -> stage.meanPerHour() > 0);
    }

    @Override
    public Timeline timeline(long warmupNanos, long phase) {
      Timeline.Builder timeline = new Timeline.Builder(phase);
      timeline.warmUp(stages.getFirst(), warmupNanos);
      stages.forEach(timeline::add);
      return timeline.build();
    }

    @Override
    public @Nullable Duration lasts() {
      Duration sum = Duration.ZERO;
      for (Stage stage : stages) {
        if (stage.lasts() == null) {
          return null;
        }
        sum = sum.plus(stage.lasts());
      }
      return sum;
    }

    @Override
    public String toString() {
      return switch (stages.getFirst()) {
        case Stage.Constant only when stages.size() == 1 -> only.rate().toString();
        case Stage.Poisson only when stages.size() == 1 -> only.rate().toString();
        case Stage only when stages.size() == 1 -> only.toString();
        default -> stages.size() + " stages";
      };
    }
  }

  /**
   * The answers: a request is sent when the one before it has ended. A slow target is then asked
   * less, so its latencies are not those that callers with a clock of their own would see.
   *
   * @param concurrency requests in flight at any time, all shards together
   */
  record Closed(int concurrency) implements LoadModel {
    public static final int MAX = 10_000;

    public Closed {
      if (concurrency < 1 || concurrency > MAX) {
        throw new IllegalArgumentException(
            "concurrency must be 1 to " + MAX + ", not " + concurrency);
      }
    }

    @Override
    public String word() {
      return "closed";
    }

    @Override
    public boolean sendsAnything() {
      return true;
    }

    @Override
    public Timeline timeline(long warmupNanos, long phase) {
      return new Timeline.Builder(phase).build();
    }

    @Override
    public @Nullable Duration lasts() {
      return null;
    }

    @Override
    public String toString() {
      return concurrency + " at a time";
    }
  }
}
