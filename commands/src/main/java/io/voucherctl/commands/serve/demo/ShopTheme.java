package io.voucherctl.commands.serve.demo;

import java.util.List;

/**
 * What a shop sells. Prices are in the smallest unit of the shop's currency.
 *
 * @param word begins the codes that only this shop has
 */
record ShopTheme(String word, List<Product> products) {
  private static final ShopTheme TOOLS =
      new ShopTheme(
          "TOOLS",
          List.of(
              new Product("drill-18v", "Cordless drill 18 V", 12_900),
              new Product("saw-jig", "Jigsaw", 8_450),
              new Product("clamp-set", "Set of six clamps", 3_290),
              new Product("spirit-level", "Spirit level 60 cm", 2_175),
              new Product("glove-m", "Work gloves", 890)));
  private static final ShopTheme ELECTRONICS =
      new ShopTheme(
          "VOLT",
          List.of(
              new Product("headphones-on", "On-ear headphones", 7_990),
              new Product("charger-65", "Charger 65 W", 3_450),
              new Product("cable-usbc", "USB-C cable 2 m", 1_290),
              new Product("speaker-mini", "Pocket speaker", 4_900),
              new Product("lamp-desk", "LED desk lamp", 5_625)));
  private static final ShopTheme STATIONERY =
      new ShopTheme(
          "PAPER",
          List.of(
              new Product("notebook-a5", "Notebook A5, dotted", 1_450),
              new Product("pen-rollerball", "Rollerball pen", 675),
              new Product("stapler", "Stapler", 2_380),
              new Product("folder-10", "Ten folders", 990),
              new Product("chair-mat", "Chair mat", 6_200)));
  private static final ShopTheme OUTDOOR =
      new ShopTheme(
          "RAIN",
          List.of(
              new Product("umbrella-storm", "Storm umbrella", 3_990),
              new Product("jacket-rain", "Rain jacket", 11_950),
              new Product("boots-rubber", "Rubber boots", 5_480),
              new Product("bottle-1l", "Steel bottle 1 l", 2_250),
              new Product("hat-wool", "Wool hat", 1_890)));
  private static final ShopTheme COFFEE =
      new ShopTheme(
          "BEAN",
          List.of(
              new Product("beans-espresso", "Espresso beans 1 kg", 2_190),
              new Product("beans-filter", "Filter roast 500 g", 1_375),
              new Product("mill-hand", "Hand mill", 6_990),
              new Product("mug-blue", "Blue mug", 1_150),
              new Product("kettle-goose", "Gooseneck kettle", 8_900)));

  private static final List<ShopTheme> ALL =
      List.of(TOOLS, ELECTRONICS, STATIONERY, OUTDOOR, COFFEE);

  /** One thing on sale. */
  record Product(String id, String name, int price) {}

  /** Always the same for the same tenant; the demo tenants have one each. */
  static ShopTheme of(String tenant) {
    return switch (tenant) {
      case "acme" -> TOOLS;
      case "globex" -> ELECTRONICS;
      case "initech" -> STATIONERY;
      case "umbrella" -> OUTDOOR;
      case "hooli" -> COFFEE;
      default -> ALL.get(Math.floorMod(tenant.hashCode(), ALL.size()));
    };
  }
}
