package io.voucherctl.commands.load;

import io.voucherctl.commands.console.RedrawnBlock;
import io.voucherctl.commands.console.Screen;
import io.voucherctl.commands.latency.Interval;
import io.voucherctl.commands.latency.LatencyFigures;
import io.voucherctl.commands.latency.MicrosText;
import io.voucherctl.commands.time.Durations;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleSupplier;
import org.HdrHistogram.Histogram;

/** Shows on a terminal how a run goes, again with each pulse. One thread. */
final class LiveView implements RunObserver {
  private static final long SECOND = 1_000_000_000L;
  private static final long NANOS_PER_MICRO = 1_000;

  /** How often a person may have resized the window. */
  private static final long SIZE_NANOS = 5 * SECOND;

  private final LoadPlan plan;
  private final RedrawnBlock block;
  private final Screen screen;
  private final DoubleSupplier factor;
  private final Map<String, LiveRow> rows = new LinkedHashMap<>();
  private final Histogram merge = LatencyFigures.histogram();
  private Screen.Size size;
  private long sizedAt;
  private long markedAt;
  private long lagNanos;

  /**
   * @param factor of the planned rates, as it is now
   */
  LiveView(LoadPlan plan, RedrawnBlock block, Screen screen, DoubleSupplier factor) {
    this.plan = plan;
    this.block = block;
    this.screen = screen;
    this.factor = factor;
    this.size = screen.size();
    plan.tenants().forEach(load -> rows.put(load.tenant(), new LiveRow(load.tenant())));
  }

  @Override
  public void interval(Interval complete) {
    rows.values().forEach(row -> row.interval(complete, merge));
  }

  @Override
  public void pulse(Pulse now) {
    for (Pulse.Lane lane : now.lanes()) {
      LiveRow row = rows.get(lane.tenant());
      if (row != null) {
        row.pulse(lane);
      }
    }
    lagNanos = Math.max(lagNanos, now.lagNanos());
    long since = now.elapsedNanos() - markedAt;
    boolean second = since >= SECOND;
    if (second) {
      rows.values().forEach(row -> row.mark(since));
      markedAt = now.elapsedNanos();
    }
    if (now.elapsedNanos() - sizedAt >= SIZE_NANOS) {
      size = screen.size();
      sizedAt = now.elapsedNanos();
    }
    draw(now.elapsedNanos());
    if (second) {
      lagNanos = 0;
    }
  }

  /** The last picture, when everything has ended: it stays on the screen. */
  void finish(LoadReport report) {
    rows.values().forEach(LiveRow::land);
    lagNanos = report.scheduleLag().p99Micros() * NANOS_PER_MICRO;
    draw(plan.warmup().toNanos() + (long) (report.durationSeconds() * SECOND));
  }

  private void draw(long elapsedNanos) {
    block.show(
        new LiveFrame(size).lines(header(elapsedNanos), List.copyOf(rows.values())),
        size.columns());
  }

  /** The lag is the worst since the last mark: a person reads it once a second. */
  private String header(long elapsedNanos) {
    Duration elapsed = Duration.ofNanos(elapsedNanos).minus(plan.warmup());
    StringBuilder text = new StringBuilder();
    if (elapsed.isNegative()) {
      text.append("warming up, ").append(whole(elapsed.negated().plusMillis(999))).append(" left");
    } else {
      Duration shown = elapsed.compareTo(plan.duration()) > 0 ? plan.duration() : elapsed;
      text.append(whole(shown)).append(" of ").append(Durations.format(plan.duration()));
    }
    text.append("  lag ").append(MicrosText.of(lagNanos / NANOS_PER_MICRO));
    double now = factor.getAsDouble();
    if (now != 1) {
      text.append("  rate x").append(Math.round(now * 100) / 100.0);
    }
    if (screen.hasKeys()) {
      text.append("  (").append(RunSteering.HELP).append(')');
    }
    return text.toString();
  }

  private static String whole(Duration time) {
    return Durations.format(Duration.ofSeconds(time.toSeconds()));
  }
}
