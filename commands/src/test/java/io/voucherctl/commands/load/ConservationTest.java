package io.voucherctl.commands.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.voucherctl.commands.latency.LatencyFigures;
import io.voucherctl.commands.load.ConservationResult.Word;
import io.voucherctl.server.quota.QuotaBook;
import io.voucherctl.server.quota.QuotaDirectory;
import io.voucherctl.server.quota.Rate;
import io.voucherctl.server.quota.RateLimit;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConservationTest {
  private static final RateLimit LIMIT = new RateLimit(Rate.perSecond(20), 40);
  private static final QuotaInForce QUOTA = new QuotaInForce(LIMIT, null);
  private static final Instant START = Instant.parse("2026-05-04T10:00:00Z");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        // 200s, 404s, 503s, timeouts; ten seconds of 20/s and a burst of 40, and half a second
        // until the last answer: 250
        "200 |  0 | 0 | 0 | holds    | 0 | -",
        "200 | 50 | 0 | 0 | holds    | 0 | -",
        "201 | 50 | 0 | 0 | exceeded | 1 | -",
        "  0 | 900 | 0 | 0 | exceeded | 650 | -",
        "200 |  0 | 50 | 0 | holds   | 0 | -",
        "200 |  0 | 51 | 0 | unknown | 0 | 1 too many, if all of perhaps passed",
        "200 | 40 | 10 | 9 | unknown | 0 | 9 too many, if all of perhaps passed",
        "260 |  0 | 99 | 9 | exceeded | 10 | -",
      })
  void whatPassedTheLimiterIsHeldAgainstRateAndBurst(
      long ok, long missing, long broken, long timeouts, String verdict, long by, String reason) {
    ConservationResult result =
        new Conservation(tenant(ok, missing, broken, timeouts), 10, false).result(QUOTA, null);

    assertThat(result.verdict()).hasToString(verdict);
    assertThat(result.exceededBy()).isEqualTo(by);
    assertThat(result.reason()).isEqualTo(reason);
    assertThat(result.admitted()).isEqualTo(ok + missing);
    assertThat(result.perhaps()).isEqualTo(broken + timeouts);
    assertThat(result.allowed()).isEqualTo(250);
  }

  @Test
  void aShardCanOnlyProveAnExcess() {
    assertThat(new Conservation(tenant(10, 0, 0, 0), 10, true).result(QUOTA, null))
        .extracting(ConservationResult::verdict, ConservationResult::reason)
        .containsExactly(Word.UNKNOWN, "other shards load it too");
    assertThat(new Conservation(tenant(900, 0, 0, 0), 10, true).result(QUOTA, null).verdict())
        .isEqualTo(Word.EXCEEDED);
  }

  @Test
  void anExcessOfAFewSecondsIsFoundInARunThatKeepsItsQuotaOnTheWhole() {
    AdmittedTally tally = new AdmittedTally("acme", LIMIT);
    long[] admitted = {20, 0, 0, 60, 60, 0, 0, 20, 20, 20};
    for (int n = 0; n < admitted.length; n++) {
      Intervals second = Intervals.second(n).with("globex", "redeem", "ok", 500, 1);
      tally.add(
          admitted[n] == 0
              ? second.get()
              : second.with("acme", "redeem", "ok", admitted[n], 1).get());
    }
    ConservationResult result =
        new Conservation(tenant(200, 0, 0, 0), 10, false).result(QUOTA, tally);

    assertThat(result.verdict()).isEqualTo(Word.EXCEEDED);
    assertThat(result.exceededBy()).as("120 in 2 s, 80 allowed").isEqualTo(40);
    assertThat(result.fromSeconds()).isEqualTo(3);
    assertThat(result.toSeconds()).isEqualTo(5);
  }

  @Test
  void aBucketThatWasFullMayBeEmptiedAtOnce() {
    AdmittedTally tally = new AdmittedTally("acme", LIMIT);
    tally.add(Intervals.second(0).with("acme", "redeem", "ok", 20, 1).get());
    tally.add(Intervals.second(1).with("acme", "redeem", "ok", 60, 1).get());
    assertThat(tally.excess()).isZero();
  }

  @Test
  void aQuotaThatChangedOrIsNotEnforcedIsNotJudged() {
    QuotaBook book = book("7", "rate: 20/s\nburst: 40\n");
    QuotaInForce.Reading before = new QuotaInForce.Reading(book, START);

    assertThat(between(before, reading("7", "rate: 20/s\nburst: 40\n", 30))).isEqualTo(QUOTA);
    assertThat(between(before, reading("8", "rate: 20/s\nburst: 40\n", 30)).unknown())
        .isEqualTo("quotas were changed during the run");
    assertThat(between(before, null).unknown()).contains("could not be read again");
    QuotaBook lease =
        book("7", "rate: 20/s\nuntil: 2026-05-04T10:00:10Z\nthen: {rate: 100/s, burst: 200}\n");
    assertThat(
            between(
                    new QuotaInForce.Reading(lease, START),
                    new QuotaInForce.Reading(lease, START.plusSeconds(30)))
                .unknown())
        .isEqualTo("its lease ended during the run");
    QuotaInForce.Reading shadow = reading("7", "rate: 20/s\nmode: shadow\n", 0);
    assertThat(between(shadow, shadow).unknown()).contains("shadow mode");
    QuotaInForce.Reading broken = reading("7", "rate: fast\n", 0);
    assertThat(between(broken, broken).unknown()).contains("its entry is invalid");
  }

  @Test
  void aQuotaIsSaidAsRateAndBurst() {
    assertThat(ExpectedQuota.parse("acme=20/s,burst=40"))
        .isEqualTo(new ExpectedQuota("acme", LIMIT));
    assertThat(ExpectedQuota.parse("acme=600/m").limit())
        .isEqualTo(RateLimit.of(Rate.parse("600/m")));
    for (String wrong : List.of("acme", "=20/s", "acme=20", "acme=20/s,40", "acme=20/s,burst=x")) {
      assertThatThrownBy(() -> ExpectedQuota.parse(wrong))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  private static QuotaInForce between(
      QuotaInForce.Reading before, QuotaInForce.@Nullable Reading after) {
    return QuotaInForce.between("acme", before, after);
  }

  private static QuotaInForce.Reading reading(String revision, String text, long seconds) {
    return new QuotaInForce.Reading(book(revision, text), START.plusSeconds(seconds));
  }

  private static QuotaBook book(String revision, String text) {
    return QuotaDirectory.book(revision, Map.of("acme", text), Map.of(), null);
  }

  private static LoadReport.OfTenant tenant(long ok, long missing, long broken, long timeouts) {
    LatencyFigures figures = new LatencyFigures(1, 900, 900, 900, 900, 500_000);
    return new LoadReport.OfTenant(
        "acme",
        100,
        100,
        20,
        1_000,
        new LoadReport.Outcomes(ok, 700, missing + broken, timeouts, 0, 0, 0),
        Map.of("200", ok, "404", missing, "429", 700L, "401", 33L, "503", broken),
        0,
        figures,
        figures,
        Map.of("ok", figures),
        List.of());
  }
}
