package io.voucherctl.server.voucher.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class UseTest {
  /** A Monday. */
  private static final Instant NOW = Instant.parse("2026-05-04T09:00:00Z");

  @Test
  void theFirstRuleThatFailsDecides() {
    Instant past = NOW.minusMillis(1);
    Instant future = NOW.plusMillis(1);
    List<DayOfWeek> tuesday = List.of(DayOfWeek.TUESDAY);
    assertThat(refusal(discount(false, future, past, tuesday, 0)))
        .isEqualTo(Refusal.VOUCHER_DISABLED);
    assertThat(refusal(discount(true, future, past, tuesday, 0)))
        .isEqualTo(Refusal.VOUCHER_NOT_ACTIVE);
    assertThat(refusal(discount(true, past, past, tuesday, 0))).isEqualTo(Refusal.VOUCHER_EXPIRED);
    assertThat(refusal(discount(true, past, future, tuesday, 0)))
        .isEqualTo(Refusal.VOUCHER_NOT_ACTIVE_NOW);
    assertThat(refusal(discount(true, past, future, List.of(DayOfWeek.MONDAY), 0)))
        .isEqualTo(Refusal.QUANTITY_EXCEEDED);
  }

  @Test
  void theFirstAndTheLastInstantCount() {
    Voucher voucher = discount(true, NOW, NOW, List.of(DayOfWeek.MONDAY), 1);
    assertThat(Use.of(voucher, NOW, OrderPrice.of(5000L), null))
        .isEqualTo(new Use.Applied(OrderPrice.of(5000L).less(1000), null));
  }

  @Test
  void theDayOfWeekIsThatOfUtc() {
    Instant lateSunday = Instant.parse("2026-05-03T23:59:59.999Z");
    Voucher voucher = discount(true, null, null, List.of(DayOfWeek.SUNDAY), 1);
    assertThat(Use.of(voucher, lateSunday, OrderPrice.of(null), null))
        .isInstanceOf(Use.Applied.class);
    assertThat(Use.of(voucher, lateSunday.plusMillis(1), OrderPrice.of(null), null))
        .isEqualTo(new Use.Rejected(Refusal.VOUCHER_NOT_ACTIVE_NOW));
  }

  @Test
  void aDiscountWithoutAnAmountIsValidAndSaysNoSums() {
    assertThat(Use.of(discount(true, null, null, null, 1), NOW, OrderPrice.of(null), null))
        .isEqualTo(new Use.Applied(OrderPrice.of(null), null));
  }

  @ParameterizedTest
  @CsvSource({
    // balance, amount, asked, taken
    "10000, 5000, 500, 500",
    "10000, 5000, , 5000",
    "3000, 5000, , 3000",
    "10000, 5000, 6000, 5000",
    "10000, , 6000, 6000",
    "0, 5000, , 0",
    "10000, 0, , 0",
    "10000, 5000, 0, 0",
  })
  void aGiftPaysWhatIsAskedOrNeeded(long balance, Long amount, Long asked, long taken) {
    long off = amount == null ? 0 : taken;
    assertThat(Use.of(gift(balance), NOW, OrderPrice.of(amount), asked))
        .isEqualTo(new Use.Applied(OrderPrice.of(amount).less(off), taken));
  }

  @Test
  void aGiftPaysNoMoreThanItsBalance() {
    assertThat(Use.of(gift(999), NOW, OrderPrice.of(5000L), 1000L))
        .isEqualTo(new Use.Rejected(Refusal.GIFT_AMOUNT_EXCEEDED));
  }

  @Test
  void aGiftNeedsAnAmountOrCredits() {
    assertThat(Use.of(gift(999), NOW, OrderPrice.of(null), null))
        .isEqualTo(new Use.Rejected(Refusal.MISSING_AMOUNT));
  }

  private static Refusal refusal(Voucher voucher) {
    return ((Use.Rejected) Use.of(voucher, NOW, OrderPrice.of(5000L), null)).why();
  }

  private static Voucher discount(
      boolean active, Instant start, Instant end, List<DayOfWeek> days, long quantity) {
    VoucherTerms terms =
        new VoucherTerms(
            VoucherType.DISCOUNT_VOUCHER,
            new Discount.Amount(1000, null),
            null,
            start,
            end,
            days,
            active,
            null,
            "{}",
            quantity);
    return new Voucher("v_1", "A", null, null, terms, null, 0, 0, 0, null, NOW, null);
  }

  private static Voucher gift(long balance) {
    VoucherTerms terms =
        new VoucherTerms(
            VoucherType.GIFT_VOUCHER, null, null, null, null, null, true, null, "{}", null);
    return new Voucher(
        "v_2", "G", null, null, terms, new Gift(20_000, balance), 0, 0, 0, null, NOW, null);
  }
}
