package io.voucherctl.server.voucher.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.voucherctl.server.voucher.domain.Campaign.Generation;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CampaignTest {
  private static final Instant NOW = Instant.parse("2026-05-04T09:00:00Z");

  @Test
  void codesThatNobodyMakesAnyMoreHaveFailed() {
    Campaign campaign = campaign(Generation.IN_PROGRESS);
    assertThat(campaign.generationAt(NOW.plusSeconds(60))).isEqualTo(Generation.IN_PROGRESS);
    assertThat(campaign.generationAt(NOW.plusSeconds(61))).isEqualTo(Generation.FAILED);
    assertThat(campaign(Generation.DONE).generationAt(NOW.plusSeconds(61)))
        .isEqualTo(Generation.DONE);
  }

  @ParameterizedTest
  @CsvSource({"##,ab,4,true", "##,ab,5,false", "##,aa,2,false", "x#x,abc,3,true", "#,a,0,true"})
  void aPatternKnowsWhetherItHasSoManyCodes(
      String pattern, String charset, long codes, boolean can) {
    assertThat(CodePattern.of(null, pattern, null, charset, null).canDraw(codes)).isEqualTo(can);
  }

  private static Campaign campaign(Generation generation) {
    CampaignTerms terms = new CampaignTerms(null, null, null, null, false, false, "{}");
    return new Campaign(
        "camp_a",
        "a",
        Campaign.Kind.GIFT_VOUCHERS,
        Campaign.Supply.STATIC,
        "{}",
        terms,
        0,
        true,
        generation,
        NOW,
        NOW,
        null);
  }
}
