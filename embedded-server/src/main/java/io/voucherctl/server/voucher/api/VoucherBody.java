package io.voucherctl.server.voucher.api;

import io.voucherctl.server.voucher.domain.CodePattern;
import io.voucherctl.server.voucher.domain.Discount;
import io.voucherctl.server.voucher.domain.Refusal;
import io.voucherctl.server.voucher.domain.VoucherChange;
import io.voucherctl.server.voucher.domain.VoucherChange.Term;
import io.voucherctl.server.voucher.domain.VoucherDraft;
import io.voucherctl.server.voucher.domain.VoucherTerms;
import io.voucherctl.server.voucher.domain.VoucherType;
import java.time.DayOfWeek;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A voucher as a request describes it. */
final class VoucherBody {
  private static final String NO_METADATA = "{}";
  private static final Map<String, Term> TERMS =
      Map.of(
          "category",
          Term.CATEGORY,
          "start_date",
          Term.START_DATE,
          "expiration_date",
          Term.EXPIRATION_DATE,
          "validity_day_of_week",
          Term.DAYS_OF_WEEK,
          "additional_info",
          Term.ADDITIONAL_INFO);

  private VoucherBody() {}

  static VoucherDraft read(Fields body) {
    VoucherType type = type(body);
    boolean gift = type == VoucherType.GIFT_VOUCHER;
    Fields redemption = body.object("redemption");
    String metadata = body.document("metadata");
    VoucherTerms terms =
        new VoucherTerms(
            type,
            gift ? null : discount(body),
            body.label("category"),
            body.instant("start_date"),
            body.instant("expiration_date"),
            days(body),
            body.flag("active", true),
            body.text("additional_info"),
            metadata == null ? NO_METADATA : metadata,
            redemption == null ? null : redemption.whole("quantity"));
    return new VoucherDraft(
        body.name("code"), pattern(body), terms, gift ? giftAmount(body) : null);
  }

  static VoucherChange change(Fields body) {
    EnumSet<Term> named = EnumSet.noneOf(Term.class);
    TERMS.forEach((name, term) -> {
      if (body.node().has(name)) {
        named.add(term);
      }
    });
    return new VoucherChange(
        named,
        body.has("discount") ? discount(body) : null,
        body.label("category"),
        body.instant("start_date"),
        body.instant("expiration_date"),
        days(body),
        body.has("active") ? body.flag("active", true) : null,
        body.text("additional_info"),
        body.document("metadata"));
  }

  private static VoucherType type(Fields body) {
    VoucherType type = body.refusing(Refusal.INVALID_VOUCHER).choice("type", VoucherType.class);
    if (type != null) {
      return type;
    }
    if (body.has("discount") == body.has("gift")) {
      throw Refusal.INVALID_VOUCHER.because("either discount or gift is needed");
    }
    return body.has("gift") ? VoucherType.GIFT_VOUCHER : VoucherType.DISCOUNT_VOUCHER;
  }

  private static long giftAmount(Fields body) {
    Fields gift = body.refusing(Refusal.INVALID_VOUCHER).object("gift");
    return DiscountBody.needed(needed(gift, "gift"), "amount");
  }

  static Discount discount(Fields body) {
    Fields discount = body.refusing(Refusal.INVALID_VOUCHER).object("discount");
    return DiscountBody.read(needed(discount, "discount"));
  }

  /** Sunday is 0 on the wire. */
  private static @Nullable List<DayOfWeek> days(Fields body) {
    List<DayOfWeek> days =
        body.array(
            "validity_day_of_week",
            DayOfWeek.values().length,
            "an array of days, 0 (Sunday) to 6",
            day ->
                day.isInt() && day.intValue() >= 0 && day.intValue() < 7
                    ? DayOfWeek.SUNDAY.plus(day.intValue())
                    : null);
    return days == null || days.isEmpty() ? null : days;
  }

  private static CodePattern pattern(Fields body) {
    Fields config = body.refusing(Refusal.INVALID_CODE_CONFIG).object("code_config");
    if (config == null) {
      return CodePattern.DEFAULT;
    }
    String postfix = config.text("postfix");
    return CodePattern.of(
        config.text("prefix"),
        config.text("pattern"),
        postfix == null ? config.text("suffix") : postfix,
        config.text("charset"),
        config.whole("length"));
  }

  private static Fields needed(@Nullable Fields fields, String name) {
    if (fields == null) {
      throw Refusal.INVALID_VOUCHER.because("property '" + name + "' is missing");
    }
    return fields;
  }
}
