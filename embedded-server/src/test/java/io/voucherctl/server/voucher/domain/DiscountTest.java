package io.voucherctl.server.voucher.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DiscountTest {
  @ParameterizedTest
  @CsvSource({
    "1000, 5000, 1000",
    "1000, 1000, 1000",
    "1000, 999, 999",
    "1000, 0, 0",
    "0, 5000, 0",
    "9007199254740991, 9007199254740991, 9007199254740991",
  })
  void amountIsTakenOffButNeverMoreThanIsLeft(long off, long remaining, long expected) {
    assertThat(new Discount.Amount(off, null).off(remaining)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "15, , 10000, 1500",
    "15, 4000, 30000, 4000",
    "15, 4000, 26666, 4000",
    "15, 4000, 26660, 3999",
    "10, , 4, 0",
    "10, , 5, 1",
    "10, , 14, 1",
    "10, , 15, 2",
    "12.5, , 100, 13",
    "12.5, , 99, 12",
    "0.1, , 499, 0",
    "0.1, , 500, 1",
    "33.333, , 100, 33",
    "99.5, , 100, 100",
    "100, , 777, 777",
    "100, 0, 777, 0",
    "0, , 777, 0",
    "50, , 0, 0",
    "50, , 9007199254740991, 4503599627370496",
  })
  void percentIsRoundedHalfUpAndCapped(
      BigDecimal percent, Long limit, long remaining, long expected) {
    assertThat(new Discount.Percent(percent, limit, null).off(remaining)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"3000, 5000, 2000", "5000, 5000, 0", "9000, 5000, 0", "0, 5000, 5000"})
  void fixedLeavesItsSumToPay(long fixed, long remaining, long expected) {
    assertThat(new Discount.Fixed(fixed, null).off(remaining)).isEqualTo(expected);
  }
}
