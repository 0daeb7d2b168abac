package io.voucherctl.server.voucher.api;

import com.fasterxml.jackson.core.JsonGenerator;
import io.voucherctl.server.voucher.domain.Discount;
import io.voucherctl.server.voucher.domain.OrderDraft;
import io.voucherctl.server.voucher.domain.OrderPrice;
import io.voucherctl.server.voucher.domain.Refusal;
import io.voucherctl.server.voucher.domain.Refused;
import io.voucherctl.server.voucher.domain.Session;
import io.voucherctl.server.voucher.domain.Use;
import io.voucherctl.server.voucher.domain.Voucher;
import io.voucherctl.server.voucher.domain.VoucherTerms;
import io.voucherctl.server.voucher.work.Validate.Verdict;
import java.io.IOException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Single validations on the wire. */
final class ValidationJson {
  static final String NOTHING =
      "{\"data\":[],\"total\":0,\"data_ref\":\"data\",\"object\":\"list\"}";

  private ValidationJson() {}

  /**
   * Writes a verdict.
   *
   * @param sent the order in the request
   * @param trackingId an opaque name of the customer in the request
   * @param session what the request asked to hold
   * @param requestId draws that of the refusal inside a bad verdict
   */
  static void write(
      JsonGenerator out,
      Verdict verdict,
      @Nullable OrderDraft sent,
      @Nullable String trackingId,
      @Nullable Session session,
      Supplier<String> requestId)
      throws IOException {
    Voucher voucher = verdict.voucher();
    out.writeStartObject();
    switch (verdict.use()) {
      case Use.Applied(OrderPrice price, Long credits) -> applied(out, verdict, sent, price);
      case Use.Rejected(Refusal why) -> rejected(out, why.because(voucher.code()), requestId.get());
    }
    if (trackingId != null) {
      out.writeStringField("tracking_id", trackingId);
    }
    if (verdict.use() instanceof Use.Applied) {
      SessionJson.write(out, session);
    }
    VoucherJson.raw(out, "metadata", voucher.terms().metadata());
    out.writeEndObject();
  }

  private static void applied(
      JsonGenerator out, Verdict verdict, @Nullable OrderDraft sent, OrderPrice price)
      throws IOException {
    Voucher voucher = verdict.voucher();
    VoucherTerms terms = voucher.terms();
    out.writeBooleanField("valid", true);
    out.writeStringField("code", voucher.code());
    Discount discount = terms.discount();
    if (discount != null) {
      out.writeFieldName("discount");
      VoucherJson.discount(out, discount, discount.effectInForce());
    }
    if (voucher.gift() != null) {
      out.writeFieldName("gift");
      VoucherJson.gift(out, voucher.gift());
    }
    if (terms.startDate() != null) {
      VoucherJson.time(out, "start_date", terms.startDate());
    }
    if (terms.expirationDate() != null) {
      VoucherJson.time(out, "expiration_date", terms.expirationDate());
    }
    if (sent != null) {
      out.writeFieldName("order");
      OrderJson.preview(out, sent, verdict.known(), price);
    }
    VoucherJson.raw(out, "applicable_to", NOTHING);
    VoucherJson.raw(out, "inapplicable_to", NOTHING);
  }

  private static void rejected(JsonGenerator out, Refused why, String requestId)
      throws IOException {
    out.writeBooleanField("valid", false);
    out.writeStringField("reason", why.refusal().message());
    out.writeFieldName("error");
    error(out, why, requestId);
    out.writeStringField("code", why.details());
  }

  /** Why a voucher cannot be used, in the shape of an answer's error. */
  static void error(JsonGenerator out, Refused why, String requestId) throws IOException {
    Refusal refusal = why.refusal();
    out.writeStartObject();
    out.writeNumberField("code", refusal.status());
    out.writeStringField("key", refusal.key());
    out.writeStringField("message", refusal.message());
    out.writeStringField("details", why.details());
    out.writeStringField("request_id", requestId);
    if (why.resourceId() != null) {
      out.writeStringField("resource_id", why.resourceId());
      out.writeStringField("resource_type", why.resourceType());
    }
    out.writeEndObject();
  }
}
