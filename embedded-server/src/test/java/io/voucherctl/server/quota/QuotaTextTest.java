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
    assertThat(QuotaText.parse("acme", QuotaText.format(QUOTA))).isEqualTo(QuotaRule.of(QUOTA));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "rate: 20/s",
        "plan: gold",
        "plan: gold\nrate: 5/m\nburst: 3\nuntil: 2026-05-04T10:00:00Z",
        "rate: 5/s\nuntil: 2026-05-04T10:00:00Z\nthen: {rate: 50/s, concurrency: 4}",
        "rate: 5/s\nuntil: 2026-05-04T10:00:00Z\nthen: {plan: gold}",
        "rate: 5/h\nmode: shadow\nconcurrency: 7",
        "rate: 5/s\nroutes:\n  post /v1/vouchers/{code}/validate: {rate: 1/s, burst: 2}",
        "rate: 5/s\nroutes: {/v1/vouchers: {rate: 0/s}, GET /v1/vouchers: {rate: 9/s}}",
        "rate: 5/s\nroutes: {}"
      })
  void readsBackEveryKindOfRule(String text) {
    QuotaRule rule = QuotaText.parse("acme", text);

    assertThat(QuotaText.parse("acme", QuotaText.format(rule))).isEqualTo(rule);
  }

  @Test
  void writesAPlainQuotaAsItAlwaysWas() {
    assertThat(QuotaText.format(QUOTA)).isEqualTo("rate: 600/m\nburst: 40\n");
  }

  @Test
  void fillsInTheBurst() {
    assertThat(QuotaText.parse("acme", "rate: 20/s").limit())
        .isEqualTo(new RateLimit(Rate.perSecond(20), 20));
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
        "plan: gold\nburst: 4",
        "plan: 'no name'",
        "rate: 20/s\nmode: audit",
        "rate: 20/s\nconcurrency: 0",
        "rate: 20/s\nconcurrency: many",
        "rate: 20/s\nuntil: tomorrow",
        "rate: 20/s\nthen: {rate: 5/s}",
        "rate: 20/s\nuntil: 2026-05-04T10:00:00Z\nthen: {burst: 5}",
        "rate: 1/s\nuntil: 2026-05-04T10:00:00Z\nthen: {rate: 5/s, until: 2027-01-01T00:00:00Z}",
        "rate: 20/s\nroutes: [POST /v1]",
        "rate: 20/s\nroutes: {POST v1: {rate: 1/s}}",
        "rate: 20/s\nroutes: {POST /v1: }",
        "rate: 20/s\nroutes: {POST /v1: {burst: 1}}",
        "rate: 20/s\nroutes: {P0ST /v1: {rate: 1/s}}",
        "rate: 20/s\nroutes: {post /v1: {rate: 1/s}, POST /v1: {rate: 2/s}}",
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
