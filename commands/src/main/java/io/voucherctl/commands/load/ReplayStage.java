package io.voucherctl.commands.load;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * As many requests in each stretch as a recorded run had.
 *
 * @param tenant whose record
 * @param random whether they come at random within a stretch, or evenly
 * @param counts the stretches one after the other, without gaps
 */
public record ReplayStage(
    Path hlog, String tenant, boolean random, List<RecordedCounts.Stretch> counts, Duration lasts)
    implements Stage {
  public ReplayStage {
    counts = List.copyOf(counts);
    Stage.requireLength(lasts);
  }

  @Override
  public String kind() {
    return "replay";
  }

  @Override
  public long meanPerHour() {
    long requests = counts.stream().mapToLong(RecordedCounts.Stretch::requests).sum();
    long nanos = counts.stream().mapToLong(RecordedCounts.Stretch::nanos).sum();
    return Stage.exact(Math.round(requests * (3.6e12 / nanos)));
  }

  @Override
  public void layOn(Timeline.Builder timeline) {
    long left = lasts.toNanos();
    for (RecordedCounts.Stretch stretch : counts) {
      if (stretch.nanos() > left) {
        // A stretch that is cut has its share, as near as whole requests come to it.
        long share = Math.round(stretch.requests() * (left / (double) stretch.nanos()));
        timeline.counted(left, share, random);
        return;
      }
      timeline.counted(stretch.nanos(), stretch.requests(), random);
      left -= stretch.nanos();
    }
    timeline.flat(left, 0, false);
  }

  @Override
  public String toString() {
    return "replay " + hlog.getFileName() + " (" + tenant + ")" + (random ? ", poisson" : "");
  }
}
