package io.voucherctl.server.voucher.api;

import com.fasterxml.jackson.core.JsonGenerator;
import io.voucherctl.server.voucher.domain.Publication;
import io.voucherctl.server.voucher.work.Publish.Published;
import java.io.IOException;

/** Publications on the wire. Contract, section 6.5. */
final class PublicationJson {
  private PublicationJson() {}

  static void write(JsonGenerator out, Published published) throws IOException {
    Publication publication = published.publication();
    out.writeStartObject();
    out.writeStringField("id", publication.id());
    out.writeStringField("object", "publication");
    VoucherJson.time(out, "created_at", publication.createdAt());
    out.writeStringField("customer_id", publication.customerId());
    out.writeStringField("tracking_id", published.customer().sourceId());
    VoucherJson.raw(out, "metadata", publication.metadata());
    out.writeStringField("channel", publication.channel());
    out.writeStringField("source_id", publication.sourceId());
    out.writeStringField("result", "SUCCESS");
    CustomerJson.brief(out, "customer", published.customer());
    out.writeArrayFieldStart("vouchers_id");
    out.writeString(publication.voucherId());
    out.writeEndArray();
    out.writeFieldName("voucher");
    VoucherJson.write(out, published.voucher());
    out.writeEndObject();
  }
}
