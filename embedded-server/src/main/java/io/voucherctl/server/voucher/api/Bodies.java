package io.voucherctl.server.voucher.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voucherctl.server.voucher.domain.CustomerDraft;
import io.voucherctl.server.voucher.domain.CustomerProfile;
import io.voucherctl.server.voucher.domain.OrderDraft;
import io.voucherctl.server.voucher.domain.OrderItem;
import io.voucherctl.server.voucher.domain.OrderStatus;
import io.voucherctl.server.voucher.domain.Refusal;
import io.voucherctl.server.voucher.domain.Tracking;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Customers, orders and gifts as requests carry them. */
final class Bodies {
  private static final List<String> ADDRESS =
      List.of("city", "state", "line_1", "line_2", "country", "postal_code");

  private Bodies() {}

  /** The customer in {@code body}; null when there is none, or an empty one. */
  static @Nullable CustomerDraft customerIn(Fields body) {
    Fields sent = body.object("customer");
    CustomerDraft draft = sent == null ? null : customer(sent);
    return draft == null || draft.isBlank() ? null : draft;
  }

  /** The same; a tracking id names the customer when the body does not. */
  static @Nullable CustomerDraft customerIn(Fields body, @Nullable String trackingId) {
    CustomerDraft draft = customerIn(body);
    if (trackingId == null || trackingId.isEmpty()) {
      return draft;
    }
    String sourceId = Tracking.sourceId(trackingId);
    if (sourceId.isEmpty()
        || sourceId.length() > Fields.NAME_LENGTH
        || !Text.isStorable(sourceId)) {
      throw Refusal.INVALID_QUERY_PARAMS.because("tracking_id names no source id");
    }
    if (draft == null) {
      return CustomerDraft.ofSourceId(sourceId);
    }
    boolean named = draft.id() != null || draft.sourceId() != null;
    return named ? draft : draft.withSourceId(sourceId);
  }

  static CustomerDraft customer(Fields sent) {
    Fields address = sent.object("address");
    return new CustomerDraft(
        sent.name("id"),
        sent.name("source_id"),
        new CustomerProfile(
            sent.label("name"),
            sent.text("description"),
            sent.label("email"),
            sent.text("phone"),
            sent.text("birthdate"),
            address == null ? null : address(address),
            address == null ? null : address.label("city")),
        sent.document("metadata"));
  }

  private static String address(Fields address) {
    ObjectNode kept = address.node().objectNode();
    for (String name : ADDRESS) {
      kept.put(name, address.text(name));
    }
    return address.json().text(kept);
  }

  /** The order in {@code body}; null when there is none. */
  static @Nullable OrderDraft orderIn(Fields body) {
    Fields sent = body.object("order");
    return sent == null ? null : order(sent);
  }

  static OrderDraft order(Fields sent) {
    List<OrderItem> items = ItemJson.in(sent);
    Long sum = items == null ? null : OrderItem.sum(items);
    Long amount = sent.refusing(Refusal.INVALID_AMOUNT).wholeOrText("amount");
    return new OrderDraft(
        sent.name("id"),
        sent.name("source_id"),
        sent.choice("status", OrderStatus.class),
        amount == null ? sum : amount,
        items,
        sent.document("metadata"),
        customerIn(sent));
  }

  /** The gift money that {@code body} asks for; null when it leaves that to the order. */
  static @Nullable Long creditsIn(Fields body) {
    Fields gift = body.object("gift");
    return gift == null ? null : gift.whole("credits");
  }
}
