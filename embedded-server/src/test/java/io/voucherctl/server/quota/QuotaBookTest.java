package io.voucherctl.server.quota;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class QuotaBookTest {
  private static final Instant END = Instant.parse("2026-05-04T10:00:00Z");
  private static final Instant BEFORE = END.minusMillis(1);

  @Test
  void letsATenantBuildOnItsPlan() {
    QuotaBook book =
        book("_plan.gold", "rate: 100/s\nconcurrency: 50", "acme", "plan: gold\nmode: shadow");

    TenantQuota quota = book.quotaOf("acme", BEFORE);

    assertThat(quota.rate()).isEqualTo(Rate.perSecond(100));
    assertThat(quota.concurrency()).isEqualTo(50);
    assertThat(quota.enforcement()).isEqualTo(Enforcement.SHADOW);
    assertThat(quota.tenant()).isEqualTo("acme");
  }

  @Test
  void letsATenantsOwnFiguresWinOverItsPlans() {
    QuotaBook book =
        book(
            "_plan.gold",
            "rate: 100/s\nroutes: {GET /v1/vouchers: {rate: 1/s}}",
            "acme",
            "plan: gold\nrate: 7/s\nroutes: {}");

    assertThat(book.quotaOf("acme", BEFORE).rate()).isEqualTo(Rate.perSecond(7));
    assertThat(book.quotaOf("acme", BEFORE).routes()).isEmpty();
  }

  @Test
  void endsALeaseOnTimeWithWhatItNames() {
    QuotaBook book =
        book("acme", "rate: 5/s\nuntil: 2026-05-04T10:00:00Z\nthen: {rate: 90/s, burst: 180}");

    assertThat(book.nextEnd(BEFORE)).isEqualTo(END);
    assertThat(book.quotaOf("acme", BEFORE).rate()).isEqualTo(Rate.perSecond(5));
    assertThat(book.quotaOf("acme", END))
        .isEqualTo(new TenantQuota("acme", Rate.perSecond(90), 180));
    assertThat(book.nextEnd(END)).isNull();
  }

  @Test
  void endsALeaseThatNamesNothingWithThePlan() {
    QuotaBook book =
        book(
            "_plan.gold",
            "rate: 100/s",
            "acme",
            "plan: gold\nrate: 5/s\nuntil: 2026-05-04T10:00:00Z");

    assertThat(book.quotaOf("acme", BEFORE).rate()).isEqualTo(Rate.perSecond(5));
    assertThat(book.quotaOf("acme", END).rate()).isEqualTo(Rate.perSecond(100));
  }

  @Test
  void endsALeaseWithoutPlanWithTheDefault() {
    QuotaBook book =
        book("_default", "rate: 3/s", "acme", "rate: 5/s\nuntil: 2026-05-04T10:00:00Z");

    assertThat(book.quotaOf("acme", END)).isEqualTo(TenantQuota.of("acme", Rate.perSecond(3)));
  }

  @Test
  void endsALeaseOfTheDefaultForEveryoneWithoutARule() {
    QuotaBook book = book("_default", "rate: 3/s\nuntil: 2026-05-04T10:00:00Z\nthen: {rate: 30/s}");

    assertThat(book.quotaOf("anyone", BEFORE).rate()).isEqualTo(Rate.perSecond(3));
    assertThat(book.quotaOf("anyone", END).rate()).isEqualTo(Rate.perSecond(30));
  }

  @Test
  void givesTheDefaultInPlaceOfAPlanThatIsNotThereAndSaysSo() {
    QuotaBook book = book("_default", "rate: 3/s", "acme", "plan: golf");

    assertThat(book.quotaOf("acme", BEFORE).rate()).isEqualTo(Rate.perSecond(3));
    assertThat(book.invalid()).containsExactly(new InvalidEntry("acme", "there is no plan 'golf'"));
  }

  @Test
  void keepsABrokenPlanAsItWas() {
    QuotaBook good = book("_plan.gold", "rate: 100/s", "acme", "plan: gold");

    QuotaBook next =
        QuotaDirectory.book(
            "2", Map.of("_plan.gold", "rate: soon", "acme", "plan: gold"), Map.of(), good);

    assertThat(next.quotaOf("acme", BEFORE).rate()).isEqualTo(Rate.perSecond(100));
    assertThat(next.invalid()).extracting(InvalidEntry::tenant).containsExactly("_plan.gold");
  }

  private static QuotaBook book(String... keysAndTexts) {
    Map<String, String> entries = new TreeMap<>();
    for (int i = 0; i < keysAndTexts.length; i += 2) {
      entries.put(keysAndTexts[i], keysAndTexts[i + 1]);
    }
    return QuotaDirectory.book("1", entries, Map.of(), null);
  }
}
