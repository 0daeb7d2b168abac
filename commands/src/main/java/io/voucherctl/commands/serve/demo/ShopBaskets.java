package io.voucherctl.commands.serve.demo;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voucherctl.commands.serve.demo.ShopTheme.Product;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** Orders with what is in them, numbered from 20001. */
final class ShopBaskets {
  private static final int FIRST_NUMBER = 20_001;
  private static final int MOST_ITEMS = 3;

  private final ShopTheme theme;
  private final SplittableRandom random;
  private int made;

  ShopBaskets(ShopTheme theme, SplittableRandom random) {
    this.theme = theme;
    this.random = random;
  }

  /** The source id of the order that is made as the n-th, from 0. */
  static String number(int made) {
    return "O-" + (FIRST_NUMBER + made);
  }

  /** The next order: one to three different products. */
  ObjectNode next() {
    ObjectNode order = JsonNodeFactory.instance.objectNode().put("source_id", number(made));
    made++;
    ArrayNode items = order.putArray("items");
    List<Product> shelf = new ArrayList<>(theme.products());
    Collections.shuffle(shelf, (RandomGenerator) random);
    for (Product product : shelf.subList(0, 1 + random.nextInt(MOST_ITEMS))) {
      ObjectNode item = items.addObject();
      item.put("source_id", product.id()).put("related_object", "product");
      item.put("quantity", 1 + random.nextInt(3)).put("price", product.price());
      item.putObject("product").put("name", product.name()).put("price", product.price());
    }
    order.putObject("metadata").put("channel", random.nextBoolean() ? "web" : "app");
    return order;
  }
}
