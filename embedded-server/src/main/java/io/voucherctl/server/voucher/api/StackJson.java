package io.voucherctl.server.voucher.api;

import com.fasterxml.jackson.core.JsonGenerator;
import io.voucherctl.server.voucher.domain.Discount;
import io.voucherctl.server.voucher.domain.OrderDraft;
import io.voucherctl.server.voucher.domain.Refusal;
import io.voucherctl.server.voucher.domain.Refused;
import io.voucherctl.server.voucher.domain.Session;
import io.voucherctl.server.voucher.domain.Voucher;
import io.voucherctl.server.voucher.work.OrderEntry;
import io.voucherctl.server.voucher.work.Redeem.Redeemed;
import io.voucherctl.server.voucher.work.RedemptionEntry;
import io.voucherctl.server.voucher.work.Rollback.Undone;
import io.voucherctl.server.voucher.work.Stack;
import io.voucherctl.server.voucher.work.Stack.Applicable;
import io.voucherctl.server.voucher.work.Stack.Inapplicable;
import io.voucherctl.server.voucher.work.Stack.Part;
import io.voucherctl.server.voucher.work.Stack.Skipped;
import io.voucherctl.server.voucher.work.Validate.StackVerdict;
import java.io.IOException;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Stackable validations, redemptions and rollbacks on the wire. */
final class StackJson {
  private static final String RULES =
      """
      {"redeemables_limit":%d,"applicable_redeemables_limit":%d,\
      "applicable_redeemables_per_category_limit":%d,\
      "applicable_exclusive_redeemables_limit":1,"exclusive_categories":[],\
      "joint_categories":[],"redeemables_application_mode":"ALL",\
      "redeemables_sorting_rule":"REQUESTED_ORDER"}\
      """
          .formatted(Stack.MOST_REDEEMABLES, Stack.MOST_APPLICABLE, Stack.MOST_PER_CATEGORY);

  private StackJson() {}

  /**
   * What of a request is in its answer.
   *
   * @param order as sent
   * @param trackingId an opaque name of the customer
   */
  record Echo(@Nullable OrderDraft order, @Nullable String trackingId, @Nullable Session session) {}

  /**
   * Writes a verdict.
   *
   * @param requestId draws that of a refusal inside
   */
  static void verdict(
      JsonGenerator out, StackVerdict verdict, Echo echo, Supplier<String> requestId)
      throws IOException {
    Stack stack = verdict.stack();
    Inapplicable failure = stack.failure();
    out.writeStartObject();
    out.writeBooleanField("valid", failure == null);
    out.writeArrayFieldStart("redeemables");
    for (Part part : stack.parts()) {
      switch (part) {
        case Applicable applicable -> applicable(out, applicable, verdict, echo.order);
        case Inapplicable inapplicable -> inapplicable(out, inapplicable, requestId.get());
        case Skipped skipped -> skipped(out, skipped);
      }
    }
    out.writeEndArray();
    if (failure == null && echo.order != null) {
      out.writeFieldName("order");
      OrderJson.preview(out, echo.order, verdict.known(), stack.price());
    }
    if (failure != null) {
      out.writeArrayFieldStart("inapplicable_redeemables");
      inapplicable(out, failure, requestId.get());
      out.writeEndArray();
    }
    if (!stack.skipped().isEmpty()) {
      skipped(out, stack.skipped());
    }
    if (echo.trackingId != null) {
      out.writeStringField("tracking_id", echo.trackingId);
    }
    if (failure == null) {
      SessionJson.write(out, echo.session);
    }
    VoucherJson.raw(out, "stacking_rules", RULES);
    out.writeEndObject();
  }

  static void redeemed(JsonGenerator out, String tenant, Redeemed redeemed) throws IOException {
    out.writeStartObject();
    entries(out, "redemptions", tenant, redeemed.entries());
    entry(out, "parent_redemption", tenant, redeemed.parent());
    order(out, redeemed.order());
    VoucherJson.raw(out, "inapplicable_redeemables", "[]");
    skipped(out, redeemed.skipped());
    out.writeEndObject();
  }

  static void undone(JsonGenerator out, String tenant, Undone undone) throws IOException {
    out.writeStartObject();
    entries(out, "rollbacks", tenant, undone.entries());
    entry(out, "parent_rollback", tenant, undone.parent());
    order(out, undone.order());
    out.writeEndObject();
  }

  private static void entries(
      JsonGenerator out, String name, String tenant, List<RedemptionEntry> entries)
      throws IOException {
    out.writeArrayFieldStart(name);
    for (RedemptionEntry entry : entries) {
      RedemptionJson.write(out, tenant, entry);
    }
    out.writeEndArray();
  }

  private static void entry(
      JsonGenerator out, String name, String tenant, @Nullable RedemptionEntry entry)
      throws IOException {
    if (entry != null) {
      out.writeFieldName(name);
      RedemptionJson.write(out, tenant, entry);
    }
  }

  private static void order(JsonGenerator out, @Nullable OrderEntry order) throws IOException {
    if (order != null) {
      out.writeFieldName("order");
      OrderJson.write(out, order);
    }
  }

  private static void applicable(
      JsonGenerator out, Applicable part, StackVerdict verdict, @Nullable OrderDraft sent)
      throws IOException {
    Voucher voucher = part.voucher();
    start(out, "APPLICABLE", part);
    if (sent != null) {
      out.writeFieldName("order");
      OrderJson.preview(out, sent, verdict.known(), part.use().price());
    }
    VoucherJson.raw(out, "applicable_to", ValidationJson.NOTHING);
    VoucherJson.raw(out, "inapplicable_to", ValidationJson.NOTHING);
    out.writeObjectFieldStart("result");
    Discount discount = voucher.terms().discount();
    if (discount != null) {
      out.writeFieldName("discount");
      VoucherJson.discount(out, discount, discount.effectInForce());
    }
    Long credits = part.use().credits();
    if (credits != null) {
      out.writeObjectFieldStart("gift");
      out.writeNumberField("credits", credits);
      out.writeEndObject();
    }
    out.writeEndObject();
    VoucherJson.raw(out, "metadata", voucher.terms().metadata());
    out.writeEndObject();
  }

  private static void inapplicable(JsonGenerator out, Inapplicable part, String requestId)
      throws IOException {
    Refused why = part.why();
    start(out, "INAPPLICABLE", part);
    out.writeObjectFieldStart("result");
    out.writeFieldName("error");
    ValidationJson.error(out, why, requestId);
    details(out, why.refusal());
    out.writeEndObject();
    out.writeEndObject();
  }

  private static void skipped(JsonGenerator out, List<Skipped> parts) throws IOException {
    out.writeArrayFieldStart("skipped_redeemables");
    for (Skipped part : parts) {
      skipped(out, part);
    }
    out.writeEndArray();
  }

  private static void skipped(JsonGenerator out, Skipped part) throws IOException {
    start(out, "SKIPPED", part);
    out.writeObjectFieldStart("result");
    details(out, part.why());
    out.writeEndObject();
    out.writeEndObject();
  }

  private static void start(JsonGenerator out, String status, Part part) throws IOException {
    out.writeStartObject();
    out.writeStringField("status", status);
    out.writeStringField("id", part.asked().id());
    out.writeStringField("object", "voucher");
  }

  private static void details(JsonGenerator out, Refusal why) throws IOException {
    out.writeObjectFieldStart("details");
    out.writeStringField("key", why.key());
    out.writeStringField("message", why.message());
    out.writeEndObject();
  }
}
