package io.voucherctl.server.voucher.api;

import com.fasterxml.jackson.core.JsonGenerator;
import io.voucherctl.server.voucher.domain.Order;
import io.voucherctl.server.voucher.domain.OrderDraft;
import io.voucherctl.server.voucher.domain.OrderPrice;
import io.voucherctl.server.voucher.domain.OrderSums;
import io.voucherctl.server.voucher.work.OrderEntry;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Orders on the wire. */
final class OrderJson {
  private OrderJson() {}

  static void write(JsonGenerator out, OrderEntry entry) throws IOException {
    Order order = entry.order();
    out.writeStartObject();
    identity(out, order);
    sums(out, order.sums());
    if (order.items() != null) {
      VoucherJson.raw(out, "items", order.items());
    }
    rest(out, order.metadata(), order.customerId());
    OrderUsesJson.write(out, entry.redemptions());
    out.writeStringField("object", "order");
    out.writeEndObject();
  }

  /** An order as a validation prices it; {@code known} when it is stored. */
  static void preview(JsonGenerator out, OrderDraft sent, @Nullable Order known, OrderPrice price)
      throws IOException {
    out.writeStartObject();
    if (known == null) {
      if (sent.sourceId() != null) {
        out.writeStringField("source_id", sent.sourceId());
      }
      price(out, price);
      rest(out, sent.metadata() == null ? "{}" : sent.metadata(), null);
    } else {
      identity(out, known);
      price(out, price);
      rest(out, known.metadata(), known.customerId());
    }
    out.writeStringField("object", "order");
    out.writeEndObject();
  }

  private static void identity(JsonGenerator out, Order order) throws IOException {
    out.writeStringField("id", order.id());
    out.writeStringField("source_id", order.sourceId());
    VoucherJson.time(out, "created_at", order.createdAt());
    VoucherJson.time(out, "updated_at", order.updatedAt());
    out.writeStringField("status", order.status().name());
  }

  /** Zero discounts are left out; without an amount there is nothing to say. */
  private static void sums(JsonGenerator out, OrderSums sums) throws IOException {
    Long amount = sums.amount();
    Long total = sums.total();
    if (amount == null || total == null) {
      return;
    }
    out.writeNumberField("amount", amount);
    known(out, "initial_amount", sums.initialAmount());
    unlessZero(out, "discount_amount", sums.discountAmount());
    unlessZero(out, "items_discount_amount", sums.itemsDiscountAmount());
    unlessZero(out, "total_discount_amount", sums.totalDiscount());
    out.writeNumberField("total_amount", total);
    unlessZero(out, "applied_discount_amount", sums.appliedAmount());
    unlessZero(out, "items_applied_discount_amount", sums.itemsAppliedAmount());
    unlessZero(out, "total_applied_discount_amount", sums.totalApplied());
  }

  static void unlessZero(JsonGenerator out, String name, long figure) throws IOException {
    if (figure != 0) {
      out.writeNumberField(name, figure);
    }
  }

  static void known(JsonGenerator out, String name, @Nullable Long figure) throws IOException {
    if (figure != null) {
      out.writeNumberField(name, figure);
    }
  }

  private static void price(JsonGenerator out, OrderPrice price) throws IOException {
    sums(out, price.sums());
    if (price.items() != null) {
      out.writeFieldName("items");
      ItemJson.write(out, price.items());
    }
  }

  private static void rest(JsonGenerator out, String metadata, @Nullable String customerId)
      throws IOException {
    VoucherJson.raw(out, "metadata", metadata);
    CustomerJson.reference(out, customerId);
    out.writeNullField("referrer_id");
  }
}
