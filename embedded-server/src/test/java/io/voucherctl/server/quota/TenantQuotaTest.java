package io.voucherctl.server.quota;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TenantQuotaTest {
  @ParameterizedTest
  @CsvSource({"50/s, 50", "1/s, 1", "600/m, 100", "3/m, 1", "36000/h, 100", "1/h, 1", "0/s, 0"})
  void givesABurstOfOnePeriodButAtMostTenSeconds(String rate, long burst) {
    assertThat(TenantQuota.of("acme", Rate.parse(rate)).burst()).isEqualTo(burst);
  }

  @Test
  void refusesABurstThatCouldNeverAdmitAnything() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TenantQuota("acme", Rate.perSecond(5), 0));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TenantQuota("acme", Rate.perSecond(5), -1));
  }

  @Test
  void refusesABurstBeyondAllReasonAndANamelessTenant() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TenantQuota("acme", Rate.perSecond(5), Rate.MAX_COUNT + 1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TenantQuota(" ", Rate.perSecond(5), 5));
  }

  @Test
  void letsRateZeroHaveNoBurst() {
    assertThat(new TenantQuota("acme", Rate.perSecond(0), 0).burst()).isZero();
  }
}
