package io.voucherctl.server.voucher.api;

import com.fasterxml.jackson.core.JsonGenerator;
import io.voucherctl.server.voucher.domain.Customer;
import io.voucherctl.server.voucher.domain.Publication;
import io.voucherctl.server.voucher.domain.Voucher;
import io.voucherctl.server.voucher.work.PublicationEntry;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Publications on the wire. */
final class PublicationJson {
  private PublicationJson() {}

  /** With the whole voucher. */
  static void write(JsonGenerator out, PublicationEntry entry) throws IOException {
    begin(out, entry);
    out.writeFieldName("voucher");
    Voucher voucher = entry.voucher();
    if (voucher == null) {
      gone(out, entry.publication());
    } else {
      VoucherJson.write(out, voucher);
    }
    out.writeEndObject();
  }

  /** With what names the voucher, as in lists. */
  static void brief(JsonGenerator out, PublicationEntry entry) throws IOException {
    begin(out, entry);
    out.writeFieldName("voucher");
    Voucher voucher = entry.voucher();
    if (voucher == null) {
      gone(out, entry.publication());
    } else {
      out.writeStartObject();
      out.writeStringField("id", voucher.id());
      out.writeStringField("code", voucher.code());
      out.writeStringField("campaign", voucher.campaign());
      out.writeStringField("campaign_id", voucher.campaignId());
      out.writeStringField("type", voucher.terms().type().name());
      out.writeBooleanField("is_referral_code", false);
      out.writeStringField("object", "voucher");
      out.writeEndObject();
    }
    out.writeEndObject();
  }

  private static void begin(JsonGenerator out, PublicationEntry entry) throws IOException {
    Publication publication = entry.publication();
    Customer customer = entry.customer();
    out.writeStartObject();
    out.writeStringField("id", publication.id());
    out.writeStringField("object", "publication");
    VoucherJson.time(out, "created_at", publication.createdAt());
    out.writeStringField("customer_id", publication.customerId());
    out.writeStringField("tracking_id", sourceId(customer));
    VoucherJson.raw(out, "metadata", publication.metadata());
    out.writeStringField("channel", publication.channel());
    out.writeStringField("source_id", publication.sourceId());
    out.writeStringField("result", "SUCCESS");
    CustomerJson.brief(out, "customer", customer);
    out.writeArrayFieldStart("vouchers_id");
    out.writeString(publication.voucherId());
    out.writeEndArray();
  }

  private static @Nullable String sourceId(@Nullable Customer customer) {
    return customer == null ? null : customer.sourceId();
  }

  /** What is known of a voucher that was removed. */
  private static void gone(JsonGenerator out, Publication publication) throws IOException {
    out.writeStartObject();
    out.writeStringField("id", publication.voucherId());
    out.writeStringField("campaign_id", publication.campaignId());
    out.writeStringField("type", publication.voucherType().name());
    out.writeStringField("object", "voucher");
    out.writeEndObject();
  }
}
