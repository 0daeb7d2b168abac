package io.voucherctl.server.voucher.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class OrderPriceTest {
  @Test
  void discountsAddUpAndTheLastShareIsRemembered() {
    OrderPrice price = OrderPrice.of(5000L).less(1000).less(500);
    assertThat(price.sums()).isEqualTo(new OrderSums(5000L, null, 1500, 500, 0, 0));
    assertThat(price.total()).isEqualTo(3500);
    assertThat(price.asOneShare().sums().appliedAmount()).isEqualTo(1500);
  }

  @Test
  void moreThanIsLeftCannotBeTakenOff() {
    OrderPrice price = OrderPrice.of(1000L).less(900);
    assertThatThrownBy(() -> price.less(101)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> price.less(-1)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void anotherAmountKeepsTheDiscountUpToItself() {
    OrderPrice price = OrderPrice.of(5000L).less(1500);
    assertThat(price.resent(null, null)).isSameAs(price);
    assertThat(price.resent(5000L, null)).isSameAs(price);
    assertThat(price.resent(9000L, null).sums())
        .isEqualTo(new OrderSums(9000L, null, 1500, 1500, 0, 0));
    assertThat(price.resent(1200L, null).total()).isZero();
  }

  @Test
  void theSameLinesKeepTheirDiscountsAndOthersDoNot() {
    OrderPrice start = OrderPrice.of(7000L, List.of(line(2L, 3500L)));
    OrderPrice price = start.less(new Discount.Amount(500, Effect.APPLY_TO_ITEMS)).less(100);
    assertThat(price.resent(7000L, List.of(line(2L, 3500L)))).isSameAs(price);
    OrderPrice other = price.resent(3500L, List.of(line(1L, 3500L)));
    assertThat(other.sums()).isEqualTo(new OrderSums(3500L, null, 100, 100, 0, 0));
    assertThat(other.items()).containsExactly(line(1L, 3500L));
    OrderPrice dearer = price.resent(8000L, null);
    assertThat(dearer.sums()).isEqualTo(new OrderSums(8000L, null, 100, 100, 0, 0));
    assertThat(dearer.items()).containsExactly(line(2L, 3500L));
  }

  private static OrderItem line(Long quantity, Long price) {
    return OrderItem.sent(quantity, price, null, List.of("mug"), "{}");
  }

  @Test
  void anUnknownAmountHasNoTotal() {
    assertThat(OrderPrice.of(null).total()).isNull();
  }

  @ParameterizedTest
  @CsvSource({", 3500, , 3500", "2, 3500, , 7000", "2, 3500, 6000, 6000", "3, , , ", ", , 5, 5"})
  void anItemCostsWhatWasSentOrElsePriceTimesQuantity(
      Long quantity, Long price, Long sent, Long expected) {
    assertThat(OrderItem.sent(quantity, price, sent, List.of(), "{}").amount()).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "9007199254740991, 2",
    "9007199254740991, 9007199254740991",
    "4503599627370496, 4096",
    "3037000500, 3037000500",
  })
  void anItemBeyondAllMoneyIsRefused(long quantity, long price) {
    assertThatThrownBy(() -> OrderItem.sent(quantity, price, null, List.of(), "{}"))
        .isInstanceOfSatisfying(
            Refused.class, e -> assertThat(e.refusal()).isEqualTo(Refusal.INVALID_AMOUNT));
  }

  @Test
  void aSumBeyondAllMoneyIsRefused() {
    assertThat(OrderItem.sum(null, 7L)).isEqualTo(7);
    assertThat(OrderItem.sum(Money.MAX - 1, 1L)).isEqualTo(Money.MAX);
    assertThatThrownBy(() -> OrderItem.sum(Money.MAX, 1L)).isInstanceOf(Refused.class);
  }
}
