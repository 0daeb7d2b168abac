package io.voucherctl.commands.drill;

import static org.assertj.core.api.Assertions.assertThat;

import io.voucherctl.commands.drill.GatewaySample.RouteCount;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrafficTallyTest {
  private static final Instant FIRST = Instant.parse("2026-03-01T08:00:00Z");
  private static final Instant SECOND = FIRST.plusSeconds(30);

  private final TrafficTally tally = new TrafficTally();

  @Test
  void aLifeIsCountedByItsGrowth() {
    tally.add(sample("gw-1", FIRST, count("acme", 10, 8)));
    tally.add(sample("gw-1", FIRST, count("acme", 25, 20)));

    assertThat(tally.heaviest()).contains(count("acme", 25, 20));
  }

  @Test
  void aRestartAddsToWhatTheEarlierLifeCounted() {
    tally.add(sample("gw-1", FIRST, count("acme", 100, 90)));
    tally.add(sample("gw-1", SECOND, count("acme", 7, 7)));
    tally.add(sample("gw-1", SECOND, count("acme", 9, 8)));

    assertThat(tally.heaviest()).contains(count("acme", 109, 98));
  }

  @Test
  void replicasAddUpAndTheHeaviestIsFound() {
    tally.add(sample("gw-1", FIRST, count("acme", 50, 50), count("globex", 20, 20)));
    tally.add(sample("gw-2", FIRST, count("globex", 40, 1)));

    assertThat(tally.heaviest()).contains(count("globex", 60, 21));
    assertThat(tally.totals()).hasSize(2);
  }

  @Test
  void nothingSampledMeansNobodyIsHeaviest() {
    assertThat(tally.heaviest()).isEmpty();
  }

  private static GatewaySample sample(String pod, Instant startedAt, RouteCount... counts) {
    return new GatewaySample(pod, startedAt, 1, 2, List.of(counts));
  }

  private static RouteCount count(String tenant, long offered, long admitted) {
    return new RouteCount(
        tenant, "POST /v1/vouchers/{code}/validate", offered, admitted, offered - admitted);
  }
}
