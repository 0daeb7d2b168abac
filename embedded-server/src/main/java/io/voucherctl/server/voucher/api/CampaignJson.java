package io.voucherctl.server.voucher.api;

import com.fasterxml.jackson.core.JsonGenerator;
import io.voucherctl.server.voucher.domain.Campaign;
import io.voucherctl.server.voucher.domain.CampaignTerms;
import java.io.IOException;
import java.time.Instant;

/** Campaigns on the wire. */
final class CampaignJson {
  private CampaignJson() {}

  static void write(JsonGenerator out, Campaign campaign, Instant now) throws IOException {
    CampaignTerms terms = campaign.terms();
    out.writeStartObject();
    out.writeStringField("id", campaign.id());
    out.writeStringField("name", campaign.name());
    out.writeStringField("description", terms.description());
    out.writeStringField("campaign_type", campaign.kind().name());
    out.writeStringField("type", campaign.supply().name());
    VoucherJson.raw(out, "voucher", campaign.voucher());
    out.writeBooleanField("auto_join", terms.autoJoin());
    out.writeBooleanField("join_once", terms.joinOnce());
    VoucherJson.time(out, "start_date", terms.startDate());
    VoucherJson.time(out, "expiration_date", terms.expirationDate());
    out.writeNumberField("vouchers_count", campaign.vouchersCount());
    out.writeBooleanField("active", campaign.active());
    out.writeStringField("category", terms.category());
    out.writeNullField("category_id");
    VoucherJson.raw(out, "metadata", terms.metadata());
    VoucherJson.time(out, "created_at", campaign.createdAt());
    VoucherJson.time(out, "updated_at", campaign.updatedAt());
    out.writeStringField("vouchers_generation_status", campaign.generationAt(now).name());
    out.writeBooleanField("protected", false);
    VoucherJson.raw(out, "validation_rules_assignments", VoucherJson.NO_RULES);
    out.writeStringField("object", "campaign");
    out.writeEndObject();
  }
}
