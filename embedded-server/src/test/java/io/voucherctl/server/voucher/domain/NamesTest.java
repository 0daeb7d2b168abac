package io.voucherctl.server.voucher.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ids, codes and tracking ids. */
final class NamesTest {
  private static final Instant NOW = Instant.parse("2026-05-04T09:00:00Z");
  private static final Ids IDS = new Ids(InstantSource.fixed(NOW), new Random(1));

  @Test
  void idsHaveTheirPrefixAndLength() {
    assertThat(IDS.voucher()).matches("v_[0-9A-Za-z]{32}");
    assertThat(IDS.customer()).matches("cust_[0-9A-Za-z]{24}");
    assertThat(IDS.order()).matches("ord_[0-9A-Za-z]{24}");
    assertThat(IDS.redemption()).matches("r_[0-9A-Za-z]{24}");
    assertThat(IDS.failedRedemption()).matches("rf_[0-9A-Za-z]{24}");
    assertThat(IDS.rollback()).matches("rr_[0-9A-Za-z]{24}");
    assertThat(IDS.failedRollback()).matches("rrf_[0-9A-Za-z]{24}");
    assertThat(IDS.publication()).matches("pub_[0-9A-Za-z]{32}");
    assertThat(IDS.asyncAction()).matches("aa_[0-9a-f]{18}");
    assertThat(IDS.request()).matches("v-[0-9a-f]{18}");
  }

  @Test
  void idsDoNotRepeatAndStandInTheOrderOfTime() {
    Set<String> drawn = new HashSet<>();
    for (int i = 0; i < 10_000; i++) {
      drawn.add(IDS.redemption());
    }
    assertThat(drawn).hasSize(10_000);
    Ids later = new Ids(InstantSource.fixed(NOW.plusMillis(1)), new Random(1));
    assertThat(drawn).allSatisfy(id -> assertThat(id).isLessThan(later.redemption()));
  }

  @Test
  void codesFollowTheirPattern() {
    Random random = new Random(1);
    assertThat(CodePattern.DEFAULT.draw(random)).matches("[0-9A-Za-z]{8}");
    assertThat(CodePattern.of("A-", "##-##", "-Z", "xy", 99L).draw(random))
        .matches("A-[xy]{2}-[xy]{2}-Z");
    assertThat(CodePattern.of(null, null, null, "7", 3L).draw(random)).isEqualTo("777");
    assertThat(CodePattern.of(null, "#", null, "🎁", null).draw(random)).isEqualTo("🎁");
  }

  @Test
  void aPatternThatDrawsNoCodeIsRefused() {
    assertThatThrownBy(() -> CodePattern.of(null, "FIXED", null, null, null))
        .isInstanceOf(Refused.class);
    assertThatThrownBy(() -> CodePattern.of(null, null, null, "", null))
        .isInstanceOf(Refused.class);
    assertThatThrownBy(() -> CodePattern.of(null, null, null, null, 0L))
        .isInstanceOf(Refused.class);
    assertThatThrownBy(() -> CodePattern.of(null, null, null, null, 257L))
        .isInstanceOf(Refused.class);
    assertThatThrownBy(() -> CodePattern.of("x", "#".repeat(256), null, null, null))
        .isInstanceOf(Refused.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"k-501", "a b/c?", "Łódź", "track_", "🎁"})
  void aTrackingIdReadsBackIntoItsSourceId(String sourceId) {
    assertThat(Tracking.sourceId(Tracking.of(sourceId))).isEqualTo(sourceId);
  }

  @ParameterizedTest
  @ValueSource(strings = {"k-501", "track_!", "track_gICA"})
  void anyOtherTrackingIdIsASourceIdItself(String text) {
    assertThat(Tracking.sourceId(text)).isEqualTo(text);
  }
}
