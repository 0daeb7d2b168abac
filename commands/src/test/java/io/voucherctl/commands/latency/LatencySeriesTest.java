package io.voucherctl.commands.latency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Percentage.withPercentage;

import java.util.List;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class LatencySeriesTest {
  private static final long MILLI = 1_000_000;

  @Test
  void figuresAreThePercentilesInMicroseconds() {
    LatencySeries series = new LatencySeries();
    IntStream.rangeClosed(1, 1_000).forEach(i -> series.record(i * MILLI));

    LatencyFigures figures = series.figures();

    assertThat(figures.count()).isEqualTo(1_000);
    assertThat(figures.p50Micros()).isCloseTo(500_000, withPercentage(0.1));
    assertThat(figures.p90Micros()).isCloseTo(900_000, withPercentage(0.1));
    assertThat(figures.p99Micros()).isCloseTo(990_000, withPercentage(0.1));
    assertThat(figures.p999Micros()).isCloseTo(999_000, withPercentage(0.1));
    assertThat(figures.maxMicros()).isCloseTo(1_000_000, withPercentage(0.1));
  }

  @Test
  void nothingRecordedHasNoFigures() {
    assertThat(new LatencySeries().figures()).isEqualTo(LatencyFigures.NONE);
  }

  @Test
  void longerThanTheHistogramIsClampedAndCounted() {
    LatencySeries series = new LatencySeries();
    series.record(LatencySeries.HIGHEST_NANOS);
    series.record(LatencySeries.HIGHEST_NANOS + 1);
    series.record(Long.MAX_VALUE);
    series.record(-5);

    assertThat(series.clamped()).isEqualTo(2);
    assertThat(series.figures().count()).isEqualTo(4);
    assertThat(series.figures().maxMicros()).isCloseTo(300_000_000, withPercentage(0.1));
  }

  @Test
  void intervalsAddUpToTheTotalAndRecycleTheirHistogram() {
    LatencySeries series = new LatencySeries();
    series.record(MILLI);
    Histogram first = series.closeInterval();
    assertThat(first.getTotalCount()).isEqualTo(1);
    series.record(2 * MILLI);
    series.record(3 * MILLI);
    Histogram second = series.closeInterval();
    assertThat(second.getTotalCount()).isEqualTo(2);
    assertThat(series.closeInterval()).isSameAs(first);

    assertThat(series.figures().count()).isEqualTo(3);
  }

  @Test
  void nothingIsLostBetweenRecordingThreadsAndIntervals() throws Exception {
    LatencySeries series = new LatencySeries();
    List<Thread> writers =
        IntStream.range(0, 4)
            .mapToObj(i ->
                Thread.ofPlatform()
                    .start(() -> IntStream.range(0, 20_000).forEach(n -> series.record(n))))
            .toList();
    while (writers.stream().anyMatch(Thread::isAlive)) {
      series.closeInterval();
    }
    for (Thread writer : writers) {
      writer.join();
    }
    assertThat(series.figures().count()).isEqualTo(80_000);
  }

  @Test
  void aRecorderMergesHistogramsNotPercentiles() {
    LatencyRecorder recorder = new LatencyRecorder(List.of("acme", "globex"), List.of("ok", "no"));
    for (int i = 0; i < 99; i++) {
      recorder.series("acme", "ok", LatencyKind.RESPONSE_TIME).record(MILLI);
    }
    recorder.series("acme", "no", LatencyKind.RESPONSE_TIME).record(100 * MILLI);
    recorder.series("acme", "ok", LatencyKind.SERVICE_TIME).record(MILLI);

    assertThat(recorder.closeInterval().get("acme").getTotalCount()).isEqualTo(100);
    assertThat(recorder.closeInterval().get("acme").getTotalCount()).isZero();
    LatencyFigures all = recorder.figures("acme", LatencyKind.RESPONSE_TIME);
    assertThat(all.count()).isEqualTo(100);
    assertThat(all.p99Micros()).isCloseTo(1_000, withPercentage(0.1));
    assertThat(all.maxMicros()).isCloseTo(100_000, withPercentage(0.1));
    assertThat(recorder.figures("acme", "no", LatencyKind.RESPONSE_TIME).count()).isEqualTo(1);
    assertThat(recorder.figures("globex", LatencyKind.RESPONSE_TIME).count()).isZero();
  }
}
