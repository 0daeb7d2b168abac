package io.voucherctl.server.voucher.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class FreeUnitsTest {
  private static final OrderItem MUGS =
      OrderItem.sent(2L, 3500L, null, List.of("prod_mug"), "{\"product_id\":\"prod_mug\"}");
  private static final OrderPrice START = OrderPrice.of(7000L, List.of(MUGS));

  @Test
  void missingUnitsAreAddedToTheirLineAndTheTotalStays() {
    OrderPrice price = add(START, null, unit(3, "prod_mug", null));
    assertThat(price.sums()).isEqualTo(new OrderSums(10_500L, 7000L, 0, 0, 3500, 3500));
    assertThat(price.total()).isEqualTo(7000);
    assertThat(price.items())
        .containsExactly(
            new OrderItem(3L, 3500L, 10_500L, 3500, 3500, 1L, 2L, MUGS.names(), MUGS.rest()));
    assertThat(price.undiscounted()).isEqualTo(START);
  }

  @Test
  void nothingIsMissingWhereEnoughUnitsAreThere() {
    assertThat(add(START, Effect.ADD_MISSING_ITEMS, unit(2, "prod_mug", null))).isEqualTo(START);
  }

  @Test
  void newUnitsAreAddedWhateverIsThere() {
    OrderPrice price = add(START, Effect.ADD_NEW_ITEMS, unit(2, "prod_mug", null));
    assertThat(price.items().getFirst().quantity()).isEqualTo(4);
    assertThat(price.sums()).isEqualTo(new OrderSums(14_000L, 7000L, 0, 0, 7000, 7000));
  }

  @Test
  void anUnknownProductIsAddedWithoutAPrice() {
    OrderPrice price = add(OrderPrice.of(5000L), null, unit(2, "sku_spoon", null));
    assertThat(price.sums()).isEqualTo(OrderSums.of(5000L));
    assertThat(price.items())
        .containsExactly(new OrderItem(2L, null, null, 0, 0, 2L, 0L, List.of("sku_spoon"), null));
    assertThat(price.undiscounted().items()).isEmpty();
  }

  @Test
  void manyKindsAreAddedEachInItsWay() {
    OrderPrice price =
        add(
            START,
            Effect.ADD_MANY_ITEMS,
            unit(2, "prod_mug", null),
            unit(1, "prod_mug", Effect.ADD_NEW_ITEMS),
            unit(1, "prod_spoon", Effect.ADD_MISSING_ITEMS));
    assertThat(price.items()).extracting(OrderItem::quantity).containsExactly(3L, 1L);
    assertThat(price.items()).extracting(OrderItem::discountQuantity).containsExactly(1L, 1L);
    assertThat(price.total()).isEqualTo(7000);
  }

  @Test
  void unitsAddedTwiceAreUndoneTogether() {
    OrderPrice once = add(START, Effect.ADD_NEW_ITEMS, unit(1, "prod_mug", null));
    OrderPrice twice = add(once, Effect.ADD_NEW_ITEMS, unit(2, "prod_mug", null));
    assertThat(twice.sums()).isEqualTo(new OrderSums(17_500L, 7000L, 0, 0, 10_500, 7000));
    assertThat(twice.items().getFirst().initialQuantity()).isEqualTo(2);
    assertThat(twice.items().getFirst().discountQuantity()).isEqualTo(3);
    assertThat(twice.undiscounted()).isEqualTo(START);
  }

  @Test
  void aLineLowerThanItsUnitsIsWorthKeepsWhatIsLeftOfIt() {
    OrderItem bargain = OrderItem.sent(2L, 3500L, 100L, List.of("prod_mug"), "{}");
    OrderPrice start = OrderPrice.of(50L, List.of(bargain));
    OrderPrice price = add(start, Effect.ADD_NEW_ITEMS, unit(1, "prod_mug", null));
    assertThat(price.total()).isEqualTo(50);
    assertThat(price.items().getFirst().left()).isEqualTo(100);
    assertThat(price.undiscounted()).isEqualTo(start);
  }

  @Test
  void moreThanAllMoneyOrAllNumbersIsNotAdded() {
    assertThat(FreeUnits.added(units(null, unit(Money.MAX, "prod_mug", null)), START)).isNull();
    OrderPrice unpriced = add(OrderPrice.of(1L), null, unit(Money.MAX, "a", null));
    assertThat(FreeUnits.added(units(Effect.ADD_NEW_ITEMS, unit(1, "a", null)), unpriced)).isNull();
    OrderPrice rich = OrderPrice.of(Money.MAX, List.of(MUGS));
    assertThat(FreeUnits.added(units(Effect.ADD_NEW_ITEMS, unit(1, "prod_mug", null)), rich))
        .isNull();
  }

  private static OrderPrice add(OrderPrice start, Effect effect, Discount.Unit... units) {
    return FreeUnits.added(units(effect, units), start);
  }

  private static Discount.Units units(Effect effect, Discount.Unit... units) {
    return new Discount.Units(List.of(units), effect, null);
  }

  private static Discount.Unit unit(long off, String type, Effect effect) {
    return new Discount.Unit(off, type, effect, null);
  }
}
