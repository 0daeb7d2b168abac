package io.voucherctl.server.voucher.api;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voucherctl.server.voucher.domain.OrderItem;
import io.voucherctl.server.voucher.work.ItemText;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Lines of orders: sent, answered, stored and read back. */
final class ItemJson implements ItemText {
  private static final int MOST = 500;
  private static final List<String> TEXTS =
      List.of("sku_id", "product_id", "related_object", "source_id");
  private static final List<String> NAMES = List.of("sku_id", "product_id", "source_id");
  private static final List<String> OBJECTS = List.of("product", "sku", "metadata");
  private static final Set<String> FIGURES =
      Set.of(
          "object",
          "quantity",
          "price",
          "amount",
          "discount_amount",
          "applied_discount_amount",
          "subtotal_amount",
          "discount_quantity",
          "initial_quantity");
  private static final String SKU_PREFIX = "sku_";

  private final Json json;

  ItemJson(Json json) {
    this.json = json;
  }

  /** The lines in {@code order}, before discounts; null when none were sent. */
  static @Nullable List<OrderItem> in(Fields order) {
    List<Fields> items = order.objects("items", MOST);
    return items == null ? null : items.stream().map(ItemJson::sent).toList();
  }

  private static OrderItem sent(Fields item) {
    ObjectNode rest = item.node().objectNode();
    for (String name : TEXTS) {
      String text = item.text(name);
      if (text != null) {
        rest.put(name, text);
      }
    }
    for (String name : OBJECTS) {
      Fields object = item.object(name);
      if (object != null) {
        rest.set(name, object.node());
      }
    }
    return OrderItem.sent(
        item.wholeOrText("quantity"),
        item.whole("price"),
        item.wholeOrText("amount"),
        names(rest),
        item.json().text(rest));
  }

  private static List<String> names(ObjectNode rest) {
    return NAMES.stream().filter(rest::has).map(name -> rest.get(name).textValue()).toList();
  }

  /** The lines as they are answered: zero discounts are left out. */
  static void write(JsonGenerator out, List<OrderItem> items) throws IOException {
    out.writeStartArray();
    for (OrderItem item : items) {
      write(out, item);
    }
    out.writeEndArray();
  }

  private static void write(JsonGenerator out, OrderItem item) throws IOException {
    out.writeStartObject();
    out.writeStringField("object", "order_item");
    if (item.rest() == null) {
      String name = item.names().getFirst();
      out.writeStringField(name.startsWith(SKU_PREFIX) ? "sku_id" : "product_id", name);
    } else {
      VoucherJson.members(out, item.rest());
    }
    OrderJson.known(out, "quantity", item.quantity());
    OrderJson.known(out, "discount_quantity", item.discountQuantity());
    OrderJson.known(out, "initial_quantity", item.initialQuantity());
    OrderJson.known(out, "price", item.price());
    OrderJson.known(out, "amount", item.amount());
    OrderJson.unlessZero(out, "discount_amount", item.discountAmount());
    OrderJson.unlessZero(out, "applied_discount_amount", item.appliedAmount());
    if (item.amount() != null) {
      out.writeNumberField("subtotal_amount", item.left());
    }
    out.writeEndObject();
  }

  @Override
  public String write(List<OrderItem> items) {
    return json.text(out -> write(out, items));
  }

  @Override
  public List<OrderItem> read(String items) {
    List<OrderItem> read = new ArrayList<>();
    for (ObjectNode item : json.stored(items)) {
      ObjectNode rest = item.deepCopy().remove(FIGURES);
      read.add(
          new OrderItem(
              number(item, "quantity"),
              number(item, "price"),
              number(item, "amount"),
              item.path("discount_amount").longValue(),
              item.path("applied_discount_amount").longValue(),
              number(item, "discount_quantity"),
              number(item, "initial_quantity"),
              names(rest),
              json.text(rest)));
    }
    return read;
  }

  private static @Nullable Long number(ObjectNode item, String name) {
    return item.has(name) ? Long.valueOf(item.get(name).longValue()) : null;
  }
}
