package io.voucherctl.server.quota;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QuotaTextTest {
  private static final TenantQuota QUOTA = new TenantQuota("acme", Rate.parse("600/m"), 40);

  @Test
  void readsBackWhatItWrote() {
    assertThat(QuotaText.parse("acme", QuotaText.format(QUOTA))).isEqualTo(QUOTA);
  }

  @Test
  void fillsInTheBurst() {
    assertThat(QuotaText.parse("acme", "rate: 20/s").burst()).isEqualTo(20);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "~",
        "20/s",
        "- rate: 20/s",
        "burst: 4",
        "rate: 20",
        "rate: fast",
        "rate: 20/s\nburst: many",
        "rate: 20/s\nburst: 0",
        "rate: 20/s\nburst: -4",
        "rate: 20/s\nburst: 99999999999999999999",
        "rate: 20/s\nbursts: 4",
        "rate: 20/s\n---\nrate: 5/s",
        "rate: [20/s]",
        "rate: {a: 1}",
        "rate: !!java.net.URL 'http://localhost'",
        "rate: 20/s\n\tburst: 4",
        "a: &a [x]\nrate: *b",
        "rate: \u0001",
        "rate: 'unfinished",
        "{{{{{{{{"
      })
  void saysWhatIsWrongWithBrokenText(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> QuotaText.parse("acme", text))
        .satisfies(e -> assertThat(e.getMessage()).isNotBlank());
  }
}
