package io.voucherctl.commands.load;

import io.voucherctl.commands.latency.HlogWriter;
import io.voucherctl.commands.latency.Interval;
import java.util.LinkedHashMap;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** Writes the log of a run, interval by interval; whoever opened the log closes it. */
final class HlogObserver implements RunObserver {
  private final HlogWriter log;

  HlogObserver(HlogWriter log) {
    this.log = log;
  }

  @Override
  public void interval(Interval complete) {
    Map<String, Histogram> byTag = new LinkedHashMap<>();
    complete.responseTimes().forEach((key, histogram) -> byTag.put(key.tag(), histogram));
    log.write(complete.fromNanos(), complete.toNanos(), byTag);
  }

  @Override
  public void pulse(Pulse now) {
    // Only what is complete is logged.
  }
}
