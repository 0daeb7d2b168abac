package io.voucherctl.server.voucher.api;

import com.fasterxml.jackson.core.JsonGenerator;
import io.voucherctl.server.voucher.domain.Voucher;
import io.voucherctl.server.voucher.store.Listing.Page;
import io.voucherctl.server.voucher.work.RedemptionEntry;
import io.voucherctl.server.voucher.work.VoucherHistory;
import java.io.IOException;

/** Lists of redemptions and rollbacks on the wire. Contract, section 8. */
final class RedemptionListJson {
  private RedemptionListJson() {}

  static void all(JsonGenerator out, String tenant, Page<RedemptionEntry> page) throws IOException {
    out.writeStartObject();
    out.writeStringField("object", "list");
    out.writeStringField("data_ref", "redemptions");
    entries(out, "redemptions", tenant, page);
    out.writeEndObject();
  }

  static void history(JsonGenerator out, String tenant, VoucherHistory history) throws IOException {
    Voucher voucher = history.voucher();
    out.writeStartObject();
    out.writeStringField("object", "list");
    out.writeStringField("data_ref", "redemption_entries");
    VoucherJson.number(out, "quantity", voucher.terms().quantity());
    out.writeNumberField("redeemed_quantity", voucher.redeemedQuantity());
    if (voucher.gift() != null) {
      out.writeNumberField("redeemed_amount", voucher.redeemedAmount());
    }
    out.writeStringField("url", VoucherJson.redemptionsUrl(voucher));
    entries(out, "redemption_entries", tenant, history.page());
    out.writeEndObject();
  }

  private static void entries(
      JsonGenerator out, String name, String tenant, Page<RedemptionEntry> page)
      throws IOException {
    out.writeArrayFieldStart(name);
    for (RedemptionEntry entry : page.rows()) {
      RedemptionJson.brief(out, tenant, entry);
    }
    out.writeEndArray();
    out.writeNumberField("total", page.total());
  }
}
