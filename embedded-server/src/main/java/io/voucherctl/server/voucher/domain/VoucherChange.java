package io.voucherctl.server.voucher.domain;

import java.time.DayOfWeek;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.BinaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * An update of a voucher. What is not sent stays as it is. What may be without a value (category,
 * dates, days, additional info) is taken away by an explicit null; null for anything else leaves it
 * alone.
 *
 * @param named the terms that were sent, even as null
 * @param discount of the same type as the voucher's
 * @param metadata a JSON object that is laid over the stored one
 */
public record VoucherChange(
    Set<Term> named,
    @Nullable Discount discount,
    @Nullable String category,
    @Nullable Instant startDate,
    @Nullable Instant expirationDate,
    @Nullable List<DayOfWeek> daysOfWeek,
    @Nullable Boolean active,
    @Nullable String additionalInfo,
    @Nullable String metadata) {

  /** What can be taken away. */
  public enum Term {
    CATEGORY,
    START_DATE,
    EXPIRATION_DATE,
    DAYS_OF_WEEK,
    ADDITIONAL_INFO
  }

  /** Only switches it on or off. */
  public static VoucherChange switching(boolean active) {
    return new VoucherChange(Set.of(), null, null, null, null, null, active, null, null);
  }

  /** The changed terms; a discount of another type is refused. */
  public VoucherTerms of(VoucherTerms stored, BinaryOperator<String> mergeMetadata) {
    return new VoucherTerms(
        stored.type(),
        discounted(stored.discount()),
        named.contains(Term.CATEGORY) ? category : stored.category(),
        named.contains(Term.START_DATE) ? startDate : stored.startDate(),
        named.contains(Term.EXPIRATION_DATE) ? expirationDate : stored.expirationDate(),
        named.contains(Term.DAYS_OF_WEEK) ? daysOfWeek : stored.daysOfWeek(),
        active == null ? stored.active() : active,
        named.contains(Term.ADDITIONAL_INFO) ? additionalInfo : stored.additionalInfo(),
        metadata == null ? stored.metadata() : mergeMetadata.apply(stored.metadata(), metadata),
        stored.quantity());
  }

  private @Nullable Discount discounted(@Nullable Discount stored) {
    if (discount == null) {
      return stored;
    }
    if (stored == null || !stored.getClass().equals(discount.getClass())) {
      throw Refusal.INVALID_VOUCHER.because("the type of a voucher's discount cannot change");
    }
    return discount;
  }
}
