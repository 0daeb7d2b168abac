package io.voucherctl.server.voucher.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ItemDiscountTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "APPLY_TO_ITEMS                             | 300  | 3300 3400      | 1 1   | 300 300",
        "APPLY_TO_ITEMS                             | 300  | 200 3400       | 1 9   | 200 300",
        "APPLY_TO_ITEMS_PROPORTIONALLY              | 300  | 3300 3400      | 1 1   | 148 152",
        "APPLY_TO_ITEMS_PROPORTIONALLY              | 100  | 1 1 1          | 1 1 1 | 1 1 1",
        "APPLY_TO_ITEMS_PROPORTIONALLY              | 100  | 50 50 50       | 1 1 1 | 33 34 33",
        "APPLY_TO_ITEMS_PROPORTIONALLY              | 9999 | 3300 3400      | 1 1   | 3300 3400",
        "APPLY_TO_ITEMS_BY_QUANTITY                 | 300  | 7000 3300      | 2 1   | 600 300",
        "APPLY_TO_ITEMS_BY_QUANTITY                 | 300  | 1000 500       | 5 0   | 1000 0",
        "APPLY_TO_ITEMS_BY_QUANTITY                 | 3    | 10 0           | 4 1   | 10 0",
        "APPLY_TO_ITEMS_PROPORTIONALLY_BY_QUANTITY  | 300  | 7000 3300      | 2 1   | 200 100",
        "APPLY_TO_ITEMS_PROPORTIONALLY_BY_QUANTITY  | 300  | 150 3300       | 2 1   | 150 150",
        "APPLY_TO_ITEMS_PROPORTIONALLY_BY_QUANTITY  | 300  | 150 3300       | 1 0   | 150 0",
      })
  void anAmountIsTakenOffTheLines(
      Effect effect, long off, String amounts, String counts, String expected) {
    assertThat(shares(new Discount.Amount(off, effect), amounts, counts)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "APPLY_TO_ITEMS                            | 10 |     | 333 15   | 3 1 | 33 2",
        "APPLY_TO_ITEMS                            | 10 | 30  | 330 270  | 1 1 | 17 13",
        "APPLY_TO_ITEMS_BY_QUANTITY                | 10 |     | 45 333   | 3 1 | 6 33",
        "APPLY_TO_ITEMS_BY_QUANTITY                | 10 |     | 44 333   | 3 1 | 5 33",
        "APPLY_TO_ITEMS_BY_QUANTITY                | 50 | 100 | 400 100  | 4 1 | 80 20",
        "APPLY_TO_ITEMS_PROPORTIONALLY             | 10 | 300 | 3300 3400| 1 1 | 148 152",
        "APPLY_TO_ITEMS_PROPORTIONALLY_BY_QUANTITY | 10 |     | 3300 3300| 2 1 | 440 220",
      })
  void aPercentageIsTakenOffTheLines(
      Effect effect, BigDecimal off, Long limit, String amounts, String counts, String expected) {
    assertThat(shares(new Discount.Percent(off, limit, effect), amounts, counts))
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "APPLY_TO_ITEMS                | 3000 | 3300 2000 | 1 1 | 300 0",
        "APPLY_TO_ITEMS_BY_QUANTITY    | 1000 | 3300 2000 | 3 1 | 300 1000",
        "APPLY_TO_ITEMS_PROPORTIONALLY | 6400 | 3300 3400 | 1 1 | 148 152",
      })
  void aFixedPriceHoldsForTheLines(
      Effect effect, long price, String amounts, String counts, String expected) {
    assertThat(shares(new Discount.Fixed(price, effect), amounts, counts)).isEqualTo(expected);
  }

  @Test
  void linesAreNotDiscountedBelowWhatIsLeftOfTheOrder() {
    OrderPrice start = OrderPrice.of(100L, lines("300 100", "1 1"));
    OrderPrice price = start.less(new Discount.Amount(300, Effect.APPLY_TO_ITEMS));
    assertThat(price.total()).isZero();
    assertThat(discounts(price)).isEqualTo("75 25");
  }

  @Test
  void whereAmountsOrLinesAreUnknownNothingIsTakenOff() {
    Discount.Amount discount = new Discount.Amount(300, Effect.APPLY_TO_ITEMS);
    assertThat(OrderPrice.of(5000L).less(discount)).isEqualTo(OrderPrice.of(5000L));
    List<OrderItem> unpriced = List.of(OrderItem.sent(2L, null, null, List.of(), "{}"));
    OrderPrice start = OrderPrice.of(5000L, unpriced);
    assertThat(start.less(discount)).isEqualTo(start);
    OrderPrice unknown = OrderPrice.of(null, unpriced);
    assertThat(unknown.less(discount)).isEqualTo(unknown);
  }

  @Test
  void orderAndLineDiscountsAddUp() {
    OrderPrice price =
        OrderPrice.of(1000L, lines("600 400", "1 1"))
            .less(new Discount.Amount(100, Effect.APPLY_TO_ITEMS))
            .less(new Discount.Percent(BigDecimal.TEN, null, null));
    assertThat(price.sums()).isEqualTo(new OrderSums(1000L, null, 80, 80, 200, 0));
    assertThat(price.items()).extracting(OrderItem::appliedAmount).containsExactly(0L, 0L);
    assertThat(price.asOneShare().sums()).isEqualTo(new OrderSums(1000L, null, 80, 80, 200, 200));
    assertThat(price.undiscounted()).isEqualTo(OrderPrice.of(1000L, lines("600 400", "1 1")));
  }

  private static String shares(Discount.OfMoney discount, String amounts, String counts) {
    List<OrderItem> lines = lines(amounts, counts);
    return discounts(OrderPrice.of(OrderItem.sum(lines), lines).less(discount));
  }

  private static String discounts(OrderPrice price) {
    return String.join(
        " ", price.items().stream().map(item -> Long.toString(item.discountAmount())).toList());
  }

  private static List<OrderItem> lines(String amounts, String counts) {
    List<Long> sums = Stream.of(amounts.split(" ")).map(Long::valueOf).toList();
    List<Long> quantities = Stream.of(counts.split(" ")).map(Long::valueOf).toList();
    return IntStream.range(0, sums.size())
        .mapToObj(i -> OrderItem.sent(quantities.get(i), null, sums.get(i), List.of(), "{}"))
        .toList();
  }
}
