package io.voucherctl.commands.quota;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Leases, as {@code quota set --for} makes them and {@code quota end} ends them. */
class QuotaLeaseTest {
  private final SetLine line = new SetLine();

  @Test
  void aLeaseFallsBackToWhatHeldBefore() {
    line.stands("acme", "{rate: 50/s, concurrency: 9}");

    assertThat(line.set("acme", "--rate", "2/s", "--for", "30m"))
        .isEqualTo(
            "2/s burst 2, 9 at once, ends 2030-01-01T00:30:00Z, then 50/s burst 50, 9 at once");
    assertThat(line.inForce(SetLine.NOW.plusSeconds(1_799))).isEqualTo("2/s burst 2, 9 at once");
    assertThat(line.inForce(SetLine.NOW.plusSeconds(1_800))).isEqualTo("50/s burst 50, 9 at once");
  }

  @Test
  void clampsDoNotPileUp() {
    line.stands("acme", "rate: 50/s");

    line.set("acme", "--rate", "20/s", "--for", "30m");
    assertThat(line.set("acme", "--rate", "2/s", "--for", "1h"))
        .isEqualTo("2/s burst 2, ends 2030-01-01T01:00:00Z, then 50/s burst 50");
    assertThat(line.set("acme", "--for", "2h"))
        .isEqualTo("2/s burst 2, ends 2030-01-01T02:00:00Z, then 50/s burst 50");
  }

  @Test
  void aChangeWithoutAnEndOfItsOwnEndsWithTheLeaseThatRuns() {
    line.stands("acme", "rate: 50/s");
    line.set("acme", "--rate", "20/s", "--for", "30m");

    assertThat(line.set("acme", "--rate", "5/s"))
        .isEqualTo("5/s burst 5, ends 2030-01-01T00:30:00Z, then 50/s burst 50");
    assertThat(line.notes)
        .containsExactly("a lease is running: this ends with it, at 2030-01-01T00:30:00Z");
  }

  @Test
  void theSameEndTwiceWritesOnce() {
    line.stands("acme", "rate: 50/s");

    line.set("acme", "--rate", "2/s", "--until", "2030-01-01T00:30:00Z");
    line.set("acme", "--rate", "2/s", "--until", "2030-01-01T00:30:00Z");

    assertThat(line.store.writes()).isEqualTo(1);
  }

  @Test
  void aLeaseForATenantOfTheDefaultFallsBackToTheDefault() {
    assertThat(line.set("globex", "--rate", "2/s", "--for", "30m"))
        .isEqualTo("2/s burst 2, ends 2030-01-01T00:30:00Z, then the default");
    assertThat(line.inForce("globex", SetLine.NOW.plusSeconds(1_800))).isEqualTo("10/s burst 20");
  }

  @Test
  void aPlanOnLeaseIsLeftAgain() {
    line.stands("acme", "plan: plain");

    assertThat(line.set("acme", "--plan", "gold", "--for", "30m"))
        .isEqualTo("plan gold, ends 2030-01-01T00:30:00Z, then plan plain");
    assertThat(line.set("globex", "--plan", "gold", "--for", "30m"))
        .isEqualTo("plan gold, ends 2030-01-01T00:30:00Z, then 10/s burst 20");
    assertThat(line.set("acme", "--rate", "none", "--plan", "plain"))
        .isEqualTo("plan plain, ends 2030-01-01T00:30:00Z, then plan plain");
    assertThat(line.inForce(SetLine.NOW.plusSeconds(1_800))).isEqualTo("70/s burst 70");
    assertThat(line.inForce("globex", SetLine.NOW.plusSeconds(1_800))).isEqualTo("10/s burst 20");
  }

  @Test
  void aLeaseThatIsOverIsNeitherEditedNorKept() {
    line.stands("acme", "{rate: 2/s, until: 2029-12-31T00:00:00Z, then: {rate: 50/s}}");

    assertThat(line.set("acme", "--burst", "60")).isEqualTo("50/s burst 60");
  }

  @Test
  void aLeaseIsEndedOnceAndThenThereIsNoneLeft() {
    line.stands("acme", "rate: 50/s");
    line.set("acme", "--rate", "2/s", "--for", "30m");
    line.set("globex", "--rate", "2/s", "--for", "30m");

    assertThat(line.end("acme").after()).hasToString("50/s burst 50");
    assertThat(line.end("acme").changed()).isFalse();
    assertThat(line.notes).containsExactly("acme has no lease that runs");
    assertThat(line.end("globex").after()).isNull();
    assertThat(line.store.list().find("globex")).isNull();
    assertThat(line.store.writes()).isEqualTo(4);
  }

  @Test
  void anInvalidEntryIsNotRemovedByEndingALease() {
    line.stands("acme", "rate: lots");

    assertThat(line.end("acme").changed()).isFalse();
    assertThat(line.store.list().find("acme").problem()).isNotNull();
  }
}
