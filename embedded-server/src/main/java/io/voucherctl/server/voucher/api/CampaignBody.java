package io.voucherctl.server.voucher.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voucherctl.server.voucher.domain.Campaign;
import io.voucherctl.server.voucher.domain.CampaignChange;
import io.voucherctl.server.voucher.domain.CampaignDraft;
import io.voucherctl.server.voucher.domain.CampaignTerms;
import io.voucherctl.server.voucher.domain.Refusal;
import io.voucherctl.server.voucher.domain.Refused;
import io.voucherctl.server.voucher.domain.VoucherDraft;
import io.voucherctl.server.voucher.domain.VoucherType;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/**
 * A campaign as a request describes it, and the vouchers that its description comes to. What it
 * says about vouchers is kept as it was sent, but only what is known, and bounded: it is copied
 * into every voucher.
 */
final class CampaignBody {
  /** Enough for any campaign that one call makes; more can be added by further calls. */
  static final long MOST_CODES = 20_000;

  private static final int DEFINITION_LENGTH = 8 * 1024;
  private static final String NO_METADATA = "{}";
  private static final List<String> KEPT =
      List.of(
          "category",
          "start_date",
          "expiration_date",
          "validity_timeframe",
          "validity_day_of_week",
          "validity_hours",
          "active",
          "additional_info",
          "metadata",
          "code_config");
  private static final List<String> OVERRIDDEN = List.of("category", "additional_info", "metadata");

  private CampaignBody() {}

  static CampaignDraft read(Fields body) {
    Fields sent = body.refusing(Refusal.INVALID_CAMPAIGN);
    String name = sent.name("name");
    Fields voucher = sent.object("voucher");
    if (name == null || voucher == null) {
      throw name == null
          ? sent.wrong("name", "a string")
          : sent.wrong("voucher", "an object that describes a voucher");
    }
    VoucherDraft draft = voucher(voucher);
    Campaign.Kind kind = Campaign.Kind.of(draft.terms().type());
    Campaign.Kind named = sent.choice("campaign_type", Campaign.Kind.class);
    if (named != null && named != kind) {
      throw sent.wrong("campaign_type", kind + " for vouchers of type " + draft.terms().type());
    }
    Campaign.Supply supply = sent.choice("type", Campaign.Supply.class);
    Long wanted = sent.whole("vouchers_count");
    long count = wanted == null ? 0 : wanted;
    if (count > MOST_CODES) {
      throw sent.wrong("vouchers_count", "at most " + MOST_CODES);
    }
    checkCodes(draft, count);
    return new CampaignDraft(
        name,
        kind,
        supply == null ? Campaign.Supply.AUTO_UPDATE : supply,
        definition(voucher, draft),
        terms(sent),
        count);
  }

  private static CampaignTerms terms(Fields sent) {
    return new CampaignTerms(
        sent.text("description"),
        sent.text("category"),
        sent.instant("start_date"),
        sent.instant("expiration_date"),
        sent.flag("join_once", false),
        sent.flag("auto_join", false),
        Objects.requireNonNullElse(sent.document("metadata"), NO_METADATA));
  }

  static CampaignChange change(Fields body) {
    Fields sent = body.refusing(Refusal.INVALID_CAMPAIGN);
    return new CampaignChange(
        sent.text("description"),
        sent.text("category"),
        sent.instant("start_date"),
        sent.instant("expiration_date"),
        sent.has("join_once") ? sent.flag("join_once", false) : null,
        sent.has("auto_join") ? sent.flag("auto_join", false) : null,
        sent.document("metadata"));
  }

  /** By the rules of a voucher; what they refuse is wrong with the campaign. */
  private static VoucherDraft voucher(Fields voucher) {
    try {
      return VoucherBody.read(voucher);
    } catch (Refused e) {
      throw e.refusal() == Refusal.INVALID_VOUCHER
          ? Refusal.INVALID_CAMPAIGN.because(e.details())
          : e;
    }
  }

  static void checkCodes(VoucherDraft draft, long count) {
    if (!draft.pattern().canDraw(count)) {
      throw Refusal.INVALID_CODE_CONFIG.because("there are fewer than " + count + " such codes");
    }
  }

  private static String definition(Fields voucher, VoucherDraft draft) {
    ObjectNode kept = voucher.node().objectNode();
    kept.put("type", draft.terms().type().name());
    boolean gift = draft.terms().type() == VoucherType.GIFT_VOUCHER;
    copy(voucher.node(), gift ? "gift" : "discount", kept);
    kept.putObject("redemption").put("quantity", draft.terms().quantity());
    KEPT.forEach(name -> copy(voucher.node(), name, kept));
    String text = voucher.json().text(kept);
    if (text.length() > DEFINITION_LENGTH) {
      throw Refusal.INVALID_CAMPAIGN.because(
          "what a campaign says about its vouchers has at most "
              + DEFINITION_LENGTH
              + " characters");
    }
    return text;
  }

  /** What is said about many vouchers at once is copied into each of them. */
  static void checkLength(Fields sent) {
    if (sent.json().text(sent.node()).length() > DEFINITION_LENGTH) {
      throw Refusal.INVALID_PAYLOAD.because(
          "the body has at most " + DEFINITION_LENGTH + " characters");
    }
  }

  private static void copy(ObjectNode from, String name, ObjectNode to) {
    JsonNode value = from.get(name);
    if (value != null && !value.isNull()) {
      to.set(name, value);
    }
  }

  /** The next voucher of a campaign. */
  static VoucherDraft next(Json json, Campaign campaign) {
    return VoucherBody.read(definition(json, campaign));
  }

  /** The same; the request may say otherwise about a few properties, and name a code. */
  static VoucherDraft next(Json json, Campaign campaign, Fields sent) {
    Fields definition = definition(json, campaign);
    OVERRIDDEN.forEach(name -> copy(sent.node(), name, definition.node()));
    Fields redemption = sent.object("redemption");
    if (redemption != null && redemption.has("quantity")) {
      definition.node().set("redemption", redemption.node());
    }
    copy(sent.node(), "code", definition.node());
    return VoucherBody.read(definition);
  }

  private static Fields definition(Json json, Campaign campaign) {
    Fields definition = json.object(campaign.voucher().getBytes(StandardCharsets.UTF_8));
    CampaignTerms terms = campaign.terms();
    if (terms.startDate() != null) {
      definition.node().put("start_date", Times.wire(terms.startDate()));
    }
    if (terms.expirationDate() != null) {
      definition.node().put("expiration_date", Times.wire(terms.expirationDate()));
    }
    return definition;
  }
}
