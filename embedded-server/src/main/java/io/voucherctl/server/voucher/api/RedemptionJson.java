package io.voucherctl.server.voucher.api;

import com.fasterxml.jackson.core.JsonGenerator;
import io.voucherctl.server.voucher.domain.Redemption;
import io.voucherctl.server.voucher.domain.Redemption.Failure;
import io.voucherctl.server.voucher.domain.Redemption.Kind;
import io.voucherctl.server.voucher.domain.Voucher;
import io.voucherctl.server.voucher.work.RedemptionEntry;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Redemptions and rollbacks on the wire. */
final class RedemptionJson {
  private RedemptionJson() {}

  static void write(JsonGenerator out, String tenant, RedemptionEntry entry) throws IOException {
    start(out, tenant, entry);
    if (entry.voucher() != null) {
      out.writeFieldName("voucher");
      VoucherJson.write(out, entry.voucher());
    }
    out.writeEndObject();
  }

  /** As in lists: of the voucher only what names it. */
  static void brief(JsonGenerator out, String tenant, RedemptionEntry entry) throws IOException {
    start(out, tenant, entry);
    Voucher voucher = entry.voucher();
    if (voucher != null) {
      out.writeObjectFieldStart("voucher");
      out.writeStringField("id", voucher.id());
      out.writeStringField("code", voucher.code());
      out.writeStringField("campaign", voucher.campaign());
      out.writeStringField("campaign_id", voucher.campaignId());
      out.writeStringField("object", "voucher");
      out.writeEndObject();
    }
    out.writeEndObject();
  }

  private static void start(JsonGenerator out, String tenant, RedemptionEntry entry)
      throws IOException {
    Redemption redemption = entry.redemption();
    boolean rollback = redemption.kind() == Kind.ROLLBACK;
    out.writeStartObject();
    out.writeStringField("id", redemption.id());
    out.writeStringField("object", rollback ? "redemption_rollback" : "redemption");
    VoucherJson.time(out, "date", redemption.date());
    out.writeStringField("customer_id", redemption.customerId());
    out.writeStringField("tracking_id", redemption.trackingId());
    VoucherJson.raw(out, "metadata", redemption.metadata());
    credits(out, redemption.amount());
    if (redemption.parentId() != null && !rollback) {
      out.writeStringField("redemption", redemption.parentId());
    }
    if (rollback) {
      out.writeStringField("redemption", redemption.undone());
      out.writeStringField("reason", redemption.reason());
    }
    result(out, redemption);
    out.writeFieldName("order");
    if (entry.order() == null) {
      out.writeNull();
    } else {
      OrderJson.write(out, entry.order());
    }
    out.writeObjectFieldStart("channel");
    out.writeStringField("channel_id", tenant);
    out.writeStringField("channel_type", "API");
    out.writeEndObject();
    CustomerJson.brief(out, "customer", entry.customer());
    relation(out, redemption);
  }

  /** What was redeemed: a voucher, or for a parent its own stack. */
  static void relation(JsonGenerator out, Redemption redemption) throws IOException {
    if (redemption.isParent()) {
      boolean rollback = redemption.kind() == Kind.ROLLBACK;
      out.writeStringField("related_object_type", "redemption");
      out.writeStringField("related_object_id", rollback ? redemption.undone() : redemption.id());
    } else {
      out.writeStringField("related_object_type", "voucher");
      out.writeStringField("related_object_id", redemption.voucherId());
    }
  }

  private static void credits(JsonGenerator out, @Nullable Long amount) throws IOException {
    if (amount != null) {
      out.writeNumberField("amount", amount);
      out.writeObjectFieldStart("gift");
      out.writeNumberField("amount", amount);
      out.writeEndObject();
    }
  }

  /** A rollback has no status: one SDK reads only SUCCESS and FAILURE there. */
  private static void result(JsonGenerator out, Redemption redemption) throws IOException {
    Failure failure = redemption.failure();
    out.writeStringField("result", failure == null ? "SUCCESS" : "FAILURE");
    if (redemption.kind() == Kind.REDEMPTION) {
      out.writeStringField("status", status(redemption));
    }
    if (failure != null) {
      out.writeStringField("failure_code", failure.code());
      out.writeStringField("failure_message", failure.message());
    }
  }

  private static String status(Redemption redemption) {
    if (redemption.failure() != null) {
      return "FAILED";
    }
    return redemption.rollbackId() == null ? "SUCCEEDED" : "ROLLED_BACK";
  }
}
