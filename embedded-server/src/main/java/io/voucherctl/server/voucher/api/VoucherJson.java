package io.voucherctl.server.voucher.api;

import com.fasterxml.jackson.core.JsonGenerator;
import io.voucherctl.server.voucher.domain.Discount;
import io.voucherctl.server.voucher.domain.Effect;
import io.voucherctl.server.voucher.domain.Gift;
import io.voucherctl.server.voucher.domain.Voucher;
import io.voucherctl.server.voucher.domain.VoucherTerms;
import java.io.IOException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Vouchers on the wire. */
final class VoucherJson {
  static final String NO_RULES =
      "{\"object\":\"list\",\"data_ref\":\"data\",\"data\":[],\"total\":0}";
  private static final int DAYS = 7;

  private VoucherJson() {}

  static void write(JsonGenerator out, Voucher voucher) throws IOException {
    VoucherTerms terms = voucher.terms();
    out.writeStartObject();
    out.writeStringField("id", voucher.id());
    out.writeStringField("code", voucher.code());
    out.writeStringField("campaign", voucher.campaign());
    out.writeStringField("campaign_id", voucher.campaignId());
    out.writeStringField("category", terms.category());
    out.writeNullField("category_id");
    out.writeStringField("type", terms.type().name());
    out.writeFieldName("discount");
    discount(out, terms.discount(), terms.discount() == null ? null : terms.discount().effect());
    out.writeFieldName("gift");
    gift(out, voucher.gift());
    out.writeNullField("loyalty_card");
    time(out, "start_date", terms.startDate());
    time(out, "expiration_date", terms.expirationDate());
    days(out, terms.daysOfWeek());
    out.writeBooleanField("active", terms.active());
    out.writeStringField("additional_info", terms.additionalInfo());
    raw(out, "metadata", terms.metadata());
    out.writeBooleanField("is_referral_code", false);
    time(out, "created_at", voucher.createdAt());
    time(out, "updated_at", voucher.updatedAt());
    if (voucher.holderId() != null) {
      out.writeStringField("holder_id", voucher.holderId());
    }
    String url = url(voucher);
    redemption(out, voucher);
    publish(out, voucher, url);
    raw(out, "validation_rules_assignments", NO_RULES);
    out.writeStringField("object", "voucher");
    out.writeEndObject();
  }

  /** What a change of a gift voucher's money by {@code amount} led to. */
  static void balance(JsonGenerator out, Voucher voucher, long amount) throws IOException {
    Gift gift = Objects.requireNonNull(voucher.gift());
    out.writeStartObject();
    out.writeNumberField("amount", amount);
    out.writeNumberField("total", gift.amount());
    out.writeNumberField("balance", gift.balance());
    // In lower case here and nowhere else: the contract has it so.
    out.writeStringField("type", voucher.terms().type().name().toLowerCase(Locale.ROOT));
    out.writeStringField("object", "balance");
    out.writeObjectFieldStart("related_object");
    out.writeStringField("type", "voucher");
    out.writeStringField("id", voucher.id());
    out.writeEndObject();
    out.writeEndObject();
  }

  /** With {@code effect}: as given in a voucher, in force in a validation. */
  static void discount(JsonGenerator out, @Nullable Discount discount, @Nullable Effect effect)
      throws IOException {
    if (discount == null) {
      out.writeNull();
      return;
    }
    out.writeStartObject();
    switch (discount) {
      case Discount.Amount amount -> {
        out.writeStringField("type", "AMOUNT");
        out.writeNumberField("amount_off", amount.amountOff());
      }
      case Discount.Percent percent -> {
        out.writeStringField("type", "PERCENT");
        out.writeNumberField("percent_off", percent.percentOff());
        if (percent.limit() != null) {
          out.writeNumberField("amount_limit", percent.limit());
        }
      }
      case Discount.Fixed fixed -> {
        out.writeStringField("type", "FIXED");
        out.writeNumberField("fixed_amount", fixed.fixedAmount());
      }
      case Discount.Units units -> {
        out.writeStringField("type", "UNIT");
        units(out, units);
      }
    }
    if (discount.formulas() != null) {
      members(out, discount.formulas());
    }
    if (effect != null) {
      out.writeStringField("effect", effect.name());
    }
    out.writeEndObject();
  }

  private static void units(JsonGenerator out, Discount.Units discount) throws IOException {
    if (discount.effect() != Effect.ADD_MANY_ITEMS) {
      unit(out, discount.units().getFirst());
      return;
    }
    out.writeArrayFieldStart("units");
    for (Discount.Unit unit : discount.units()) {
      out.writeStartObject();
      unit(out, unit);
      if (unit.formula() != null) {
        out.writeStringField("unit_off_formula", unit.formula());
      }
      if (unit.effect() != null) {
        out.writeStringField("effect", unit.effect().name());
      }
      out.writeEndObject();
    }
    out.writeEndArray();
  }

  private static void unit(JsonGenerator out, Discount.Unit unit) throws IOException {
    out.writeNumberField("unit_off", unit.unitOff());
    out.writeStringField("unit_type", unit.unitType());
  }

  static void gift(JsonGenerator out, @Nullable Gift gift) throws IOException {
    if (gift == null) {
      out.writeNull();
      return;
    }
    out.writeStartObject();
    out.writeNumberField("amount", gift.amount());
    out.writeNumberField("balance", gift.balance());
    out.writeStringField("effect", Effect.APPLY_TO_ORDER.name());
    out.writeEndObject();
  }

  static void time(JsonGenerator out, String name, @Nullable Instant time) throws IOException {
    out.writeStringField(name, time == null ? null : Times.wire(time));
  }

  /** A stored document, as it is. */
  static void raw(JsonGenerator out, String name, @Nullable String document) throws IOException {
    out.writeFieldName(name);
    out.writeRawValue(document == null ? "null" : document);
  }

  /** Adds the members of a stored object to an object that has some already. */
  static void members(JsonGenerator out, String object) throws IOException {
    String members = object.substring(1, object.length() - 1);
    if (!members.isBlank()) {
      out.writeRaw("," + members);
    }
  }

  static void number(JsonGenerator out, String name, @Nullable Long value) throws IOException {
    out.writeFieldName(name);
    if (value == null) {
      out.writeNull();
    } else {
      out.writeNumber(value);
    }
  }

  /** Sunday is 0 on the wire. */
  private static void days(JsonGenerator out, @Nullable List<DayOfWeek> days) throws IOException {
    out.writeFieldName("validity_day_of_week");
    if (days == null) {
      out.writeNull();
      return;
    }
    out.writeStartArray();
    for (DayOfWeek day : days) {
      out.writeNumber(day.getValue() % DAYS);
    }
    out.writeEndArray();
  }

  private static String url(Voucher voucher) {
    return "/v1/vouchers/" + Text.segment(voucher.code());
  }

  private static void redemption(JsonGenerator out, Voucher voucher) throws IOException {
    out.writeObjectFieldStart("redemption");
    counts(out, voucher);
    out.writeStringField("object", "list");
    out.writeEndObject();
  }

  /** How often it was redeemed, and where that is told. */
  static void counts(JsonGenerator out, Voucher voucher) throws IOException {
    number(out, "quantity", voucher.terms().quantity());
    out.writeNumberField("redeemed_quantity", voucher.redeemedQuantity());
    if (voucher.gift() != null) {
      out.writeNumberField("redeemed_amount", voucher.redeemedAmount());
    }
    out.writeStringField("url", url(voucher) + "/redemptions?page=1&limit=10");
  }

  private static void publish(JsonGenerator out, Voucher voucher, String url) throws IOException {
    out.writeObjectFieldStart("publish");
    out.writeStringField("object", "list");
    out.writeNumberField("count", voucher.publishCount());
    out.writeStringField("url", url + "/publications?page=1&limit=10");
    out.writeEndObject();
  }
}
