package io.voucherctl.server.voucher.api;

import io.voucherctl.server.voucher.domain.CodePattern;
import io.voucherctl.server.voucher.domain.Discount;
import io.voucherctl.server.voucher.domain.Effect;
import io.voucherctl.server.voucher.domain.Refusal;
import io.voucherctl.server.voucher.domain.VoucherChange;
import io.voucherctl.server.voucher.domain.VoucherChange.Term;
import io.voucherctl.server.voucher.domain.VoucherDraft;
import io.voucherctl.server.voucher.domain.VoucherTerms;
import io.voucherctl.server.voucher.domain.VoucherType;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A voucher as a request describes it. */
final class VoucherBody {
  private static final BigDecimal ALL = BigDecimal.valueOf(100);
  private static final int PERCENT_DIGITS = 10;
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
    return needed(gift, "gift").amount("amount");
  }

  private static Discount discount(Fields body) {
    Required discount =
        needed(body.refusing(Refusal.INVALID_VOUCHER).object("discount"), "discount");
    Fields fields = discount.fields;
    Effect effect = fields.choice("effect", Effect.class);
    String type = Objects.requireNonNullElse(fields.text("type"), "");
    return switch (type) {
      case "AMOUNT" -> new Discount.Amount(discount.amount("amount_off"), effect);
      case "PERCENT" -> new Discount.Percent(percent(fields), fields.whole("amount_limit"), effect);
      case "FIXED" -> new Discount.Fixed(discount.amount("fixed_amount"), effect);
      default -> throw fields.wrong("type", "AMOUNT, PERCENT or FIXED");
    };
  }

  /** The digits are looked at first: a number such as 1e999999 must not be worked with. */
  private static BigDecimal percent(Fields discount) {
    BigDecimal percent = discount.decimal("percent_off");
    if (percent == null
        || Math.abs(percent.scale()) > PERCENT_DIGITS
        || percent.precision() > 2 * PERCENT_DIGITS
        || percent.signum() < 0
        || percent.compareTo(ALL) > 0) {
      throw discount.wrong("percent_off", "a number from 0 to 100");
    }
    return percent;
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

  private static Required needed(@Nullable Fields fields, String name) {
    if (fields == null) {
      throw Refusal.INVALID_VOUCHER.because("property '" + name + "' is missing");
    }
    return new Required(fields);
  }

  /** Properties that must be there. */
  private record Required(Fields fields) {
    long amount(String name) {
      Long amount = fields.whole(name);
      if (amount == null) {
        throw fields.wrong(name, "a whole number");
      }
      return amount;
    }
  }
}
