package io.voucherctl.server.voucher.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.function.ToLongFunction;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds for any order and any stack of vouchers. A failure prints its seed. */
final class PricingPropertyTest {
  private static final Instant NOW = Instant.parse("2026-05-04T09:00:00Z");
  private static final int TRIES = 200;

  @Property(tries = TRIES)
  void nothingEverFallsBelowZero(
      @ForAll("orders") OrderPrice start, @ForAll("stacks") List<Voucher> stack) {
    for (OrderPrice price : prices(start, stack)) {
      OrderSums sums = price.sums();
      assertThat(price.total() == null ? 0 : price.total()).isNotNegative();
      assertThat(sums.discountAmount()).isGreaterThanOrEqualTo(sums.appliedAmount());
      assertThat(sums.itemsDiscountAmount()).isGreaterThanOrEqualTo(sums.itemsAppliedAmount());
      assertThat(sums.appliedAmount()).isNotNegative();
      assertThat(items(price))
          .allSatisfy(item -> {
            assertThat(item.left()).isNotNegative();
            assertThat(item.appliedAmount()).isBetween(0L, item.discountAmount());
          });
    }
  }

  @Property(tries = TRIES)
  void theTotalIsTheAmountLessAllDiscountsAndLinesAddUp(
      @ForAll("orders") OrderPrice start, @ForAll("stacks") List<Voucher> stack) {
    for (OrderPrice price : prices(start, stack)) {
      OrderSums sums = price.sums();
      if (sums.amount() != null) {
        assertThat(price.total()).isEqualTo(sums.amount() - sums.totalDiscount());
      }
      assertThat(sum(price, OrderItem::discountAmount)).isEqualTo(sums.itemsDiscountAmount());
      assertThat(sum(price, OrderItem::appliedAmount)).isEqualTo(sums.itemsAppliedAmount());
    }
  }

  @Property(tries = TRIES)
  void theSharesOfAStackAddUpToItsDiscounts(
      @ForAll("orders") OrderPrice start, @ForAll("stacks") List<Voucher> stack) {
    List<OrderPrice> prices = prices(start, stack);
    long order = prices.stream().mapToLong(price -> price.sums().appliedAmount()).sum();
    long lines = prices.stream().mapToLong(price -> price.sums().itemsAppliedAmount()).sum();
    OrderPrice last = prices.getLast();
    assertThat(order).isEqualTo(last.sums().discountAmount());
    assertThat(lines).isEqualTo(last.sums().itemsDiscountAmount());
    OrderSums whole = last.asOneShare().sums();
    assertThat(whole.totalApplied()).isEqualTo(last.sums().totalDiscount());
    assertThat(whole.total()).isEqualTo(last.total());
  }

  @Property(tries = TRIES)
  void undoingAStackGivesTheOrderBack(
      @ForAll("orders") OrderPrice start, @ForAll("stacks") List<Voucher> stack) {
    OrderPrice last = prices(start, stack).getLast();
    OrderPrice undone = last.undiscounted();
    assertThat(undone.sums()).isEqualTo(start.sums());
    assertThat(items(undone)).isEqualTo(items(start));
  }

  @Property(tries = TRIES)
  void freeUnitsLeaveTheTotalAsItIs(
      @ForAll("orders") OrderPrice start, @ForAll("units") Discount.Units units) {
    OrderPrice price = FreeUnits.added(units, start);
    assertThat(price.total()).isEqualTo(start.total());
  }

  @Property(tries = TRIES)
  void aPercentageIsRoundedHalfUp(
      @ForAll("money") long remaining, @ForAll("percents") BigDecimal percent) {
    BigDecimal exact = new BigDecimal(remaining).multiply(percent).divide(new BigDecimal(100));
    assertThat(new Discount.Percent(percent, null, null).off(remaining))
        .isEqualTo(exact.setScale(0, RoundingMode.HALF_UP).longValueExact());
  }

  @Property(tries = TRIES)
  void eachVoucherIsAppliedToWhatTheOneBeforeLeft(
      @ForAll("money") long amount,
      @ForAll("percents") BigDecimal first,
      @ForAll("money") long off) {
    Discount.Percent percent = new Discount.Percent(first, null, null);
    OrderPrice price =
        prices(
                OrderPrice.of(amount),
                List.of(voucher(percent, null), voucher(new Discount.Amount(off, null), null)))
            .getLast();
    long left = amount - percent.off(amount);
    assertThat(price.sums().appliedAmount()).isEqualTo(Math.min(off, left));
    assertThat(price.total()).isEqualTo(left - Math.min(off, left));
  }

  private static List<OrderPrice> prices(OrderPrice start, List<Voucher> stack) {
    List<OrderPrice> prices = new ArrayList<>(List.of(start));
    for (Voucher voucher : stack) {
      Use use = Use.of(voucher, NOW, prices.getLast(), null);
      if (use instanceof Use.Applied(OrderPrice price, Long credits)) {
        assertThat(credits == null || credits == price.sums().appliedAmount()).isTrue();
        prices.add(price);
      }
    }
    return prices;
  }

  private static long sum(OrderPrice price, ToLongFunction<OrderItem> figure) {
    return items(price).stream().mapToLong(figure).sum();
  }

  /** With a quantity of one where none was said, which is the same. */
  private static List<OrderItem> items(OrderPrice price) {
    return price.items() == null
        ? List.of()
        : price.items().stream()
            .map(item ->
                new OrderItem(
                    item.count(),
                    item.price(),
                    item.amount(),
                    item.discountAmount(),
                    item.appliedAmount(),
                    item.discountQuantity(),
                    item.initialQuantity(),
                    item.names(),
                    item.rest()))
            .toList();
  }

  @Provide
  Arbitrary<Long> money() {
    return Arbitraries.oneOf(
        Arbitraries.longs().between(0, 20_000), Arbitraries.longs().between(0, Money.MAX));
  }

  @Provide
  Arbitrary<BigDecimal> percents() {
    return Arbitraries.bigDecimals().between(BigDecimal.ZERO, new BigDecimal(100)).ofScale(3);
  }

  @Provide
  Arbitrary<OrderPrice> orders() {
    Arbitrary<Long> small = Arbitraries.longs().between(0, 100_000).injectNull(0.2);
    Arbitrary<Long> quantities = Arbitraries.longs().between(1, 40).injectNull(0.2);
    Arbitrary<List<String>> names = Arbitraries.of("a", "b", "c").map(List::of);
    Arbitrary<OrderItem> lines =
        Combinators.combine(quantities, small, small, names)
            .as((count, price, amount, name) ->
                OrderItem.sent(count, price, amount, name, "{\"k\":1}"));
    return Combinators.combine(lines.list().ofMaxSize(6).injectNull(0.1), small)
        .as((items, amount) -> {
          Long sum = items == null ? null : OrderItem.sum(items);
          return OrderPrice.of(amount == null ? sum : amount, items);
        })
        .withoutEdgeCases();
  }

  @Provide
  Arbitrary<Discount.Units> units() {
    Arbitrary<Effect> each =
        Arbitraries.of(Effect.ADD_MISSING_ITEMS, Effect.ADD_NEW_ITEMS).injectNull(0.3);
    Arbitrary<Discount.Unit> unit =
        Combinators.combine(Arbitraries.longs().between(0, 50), Arbitraries.of("a", "b", "z"), each)
            .as((off, type, effect) -> new Discount.Unit(off, type, effect, null));
    return Combinators.combine(unit.list().ofMinSize(1).ofMaxSize(3), Arbitraries.of(true, false))
        .as((units, many) ->
            many
                ? new Discount.Units(units, Effect.ADD_MANY_ITEMS, null)
                : new Discount.Units(units.subList(0, 1), units.getFirst().effect(), null))
        .withoutEdgeCases();
  }

  @Provide
  Arbitrary<List<Voucher>> stacks() {
    Arbitrary<Effect> effects =
        Arbitraries.of(EnumSet.range(Effect.APPLY_TO_ORDER, Effect.APPLY_TO_ITEMS_BY_QUANTITY))
            .injectNull(0.1);
    Arbitrary<Long> limits = Arbitraries.longs().between(0, 5000).injectNull(0.5);
    Arbitrary<Discount> discounts =
        Arbitraries.oneOf(
            Combinators.combine(money(), effects).as(Discount.Amount::new),
            Combinators.combine(money(), effects).as(Discount.Fixed::new),
            Combinators.combine(percents(), limits, effects).as(Discount.Percent::new),
            units());
    return Arbitraries.oneOf(
            discounts.map(discount -> voucher(discount, null)),
            money().map(balance -> voucher(null, new Gift(balance, balance))))
        .list()
        .ofMinSize(1)
        .ofMaxSize(6)
        .withoutEdgeCases();
  }

  private static Voucher voucher(Discount discount, Gift gift) {
    VoucherType type = gift == null ? VoucherType.DISCOUNT_VOUCHER : VoucherType.GIFT_VOUCHER;
    VoucherTerms terms =
        new VoucherTerms(type, discount, null, null, null, null, true, null, "{}", null);
    return new Voucher("v_1", "A", null, null, terms, gift, 0, 0, 0, null, NOW, null);
  }
}
