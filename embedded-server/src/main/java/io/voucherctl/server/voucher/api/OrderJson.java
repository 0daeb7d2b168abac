package io.voucherctl.server.voucher.api;

import com.fasterxml.jackson.core.JsonGenerator;
import io.voucherctl.server.voucher.domain.Order;
import io.voucherctl.server.voucher.domain.OrderDraft;
import io.voucherctl.server.voucher.domain.OrderPrice;
import io.voucherctl.server.voucher.work.OrderEntry;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Orders on the wire. Contract, section 6.3. */
final class OrderJson {
  private OrderJson() {}

  static void write(JsonGenerator out, OrderEntry entry) throws IOException {
    Order order = entry.order();
    out.writeStartObject();
    identity(out, order);
    price(out, order.price());
    rest(out, order.items(), order.metadata(), order.customerId());
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
      rest(out, sent.items(), sent.metadata() == null ? "{}" : sent.metadata(), null);
    } else {
      identity(out, known);
      price(out, price);
      String items = known.items() == null ? sent.items() : known.items();
      rest(out, items, known.metadata(), known.customerId());
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
  private static void price(JsonGenerator out, OrderPrice price) throws IOException {
    Long amount = price.amount();
    Long total = price.total();
    if (amount == null || total == null) {
      return;
    }
    out.writeNumberField("amount", amount);
    if (price.discountAmount() > 0) {
      out.writeNumberField("discount_amount", price.discountAmount());
      out.writeNumberField("total_discount_amount", price.discountAmount());
    }
    out.writeNumberField("total_amount", total);
    if (price.appliedAmount() > 0) {
      out.writeNumberField("applied_discount_amount", price.appliedAmount());
      out.writeNumberField("total_applied_discount_amount", price.appliedAmount());
    }
  }

  private static void rest(
      JsonGenerator out, @Nullable String items, String metadata, @Nullable String customerId)
      throws IOException {
    if (items != null) {
      VoucherJson.raw(out, "items", items);
    }
    VoucherJson.raw(out, "metadata", metadata);
    CustomerJson.reference(out, customerId);
    out.writeNullField("referrer_id");
  }
}
