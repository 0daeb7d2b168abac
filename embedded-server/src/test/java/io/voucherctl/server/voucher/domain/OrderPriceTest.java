package io.voucherctl.server.voucher.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class OrderPriceTest {
  @Test
  void discountsAddUpAndTheLastShareIsRemembered() {
    OrderPrice price = OrderPrice.of(5000L).less(1000).less(500);
    assertThat(price).isEqualTo(new OrderPrice(5000L, 1500, 500));
    assertThat(price.total()).isEqualTo(3500);
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
    assertThat(price.repriced(9000L)).isEqualTo(new OrderPrice(9000L, 1500, 1500));
    assertThat(price.repriced(1200L).total()).isZero();
  }

  @Test
  void anUnknownAmountHasNoTotal() {
    assertThat(OrderPrice.of(null).total()).isNull();
  }

  @ParameterizedTest
  @CsvSource({", 3500, , 3500", "2, 3500, , 7000", "2, 3500, 6000, 6000", "3, , , ", ", , 5, 5"})
  void anItemCostsWhatWasSentOrElsePriceTimesQuantity(
      Long quantity, Long price, Long sent, Long expected) {
    assertThat(new OrderItem(quantity, price, sent).amount()).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "9007199254740991, 2",
    "9007199254740991, 9007199254740991",
    "4503599627370496, 4096",
    "3037000500, 3037000500",
  })
  void anItemBeyondAllMoneyIsRefused(long quantity, long price) {
    assertThatThrownBy(() -> new OrderItem(quantity, price, null).amount())
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
