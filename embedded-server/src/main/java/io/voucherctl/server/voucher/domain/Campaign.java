package io.voucherctl.server.voucher.domain;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One campaign as it is stored.
 *
 * @param voucher how its vouchers are made: a JSON object, opaque here
 * @param vouchersCount vouchers that are there now
 * @param generation how far the codes are that were asked for with the campaign
 * @param generatedAt when the last of them were made
 */
public record Campaign(
    String id,
    String name,
    Kind kind,
    Supply supply,
    String voucher,
    CampaignTerms terms,
    long vouchersCount,
    boolean active,
    Generation generation,
    Instant generatedAt,
    Instant createdAt,
    @Nullable Instant updatedAt) {

  /** Longer than any unit of work waits; whoever makes codes has stopped. */
  private static final Duration STALLED = Duration.ofMinutes(1);

  /** What its vouchers are. */
  public enum Kind {
    DISCOUNT_COUPONS(VoucherType.DISCOUNT_VOUCHER),
    GIFT_VOUCHERS(VoucherType.GIFT_VOUCHER);

    private final VoucherType type;

    Kind(VoucherType type) {
      this.type = type;
    }

    public static Kind of(VoucherType type) {
      return type == DISCOUNT_COUPONS.type ? DISCOUNT_COUPONS : GIFT_VOUCHERS;
    }
  }

  /** Whether publications may make it grow. */
  public enum Supply {
    AUTO_UPDATE,
    STATIC
  }

  /** How making its codes went. */
  public enum Generation {
    IN_PROGRESS,
    DONE,
    FAILED
  }

  /** Codes that nobody makes any more have failed, whoever died while making them. */
  public Generation generationAt(Instant now) {
    boolean stalled =
        generation == Generation.IN_PROGRESS && generatedAt.plus(STALLED).isBefore(now);
    return stalled ? Generation.FAILED : generation;
  }

  /** The same campaign under other terms. */
  public Campaign with(CampaignTerms changed, boolean activeNow, Instant changedAt) {
    return new Campaign(
        id,
        name,
        kind,
        supply,
        voucher,
        changed,
        vouchersCount,
        activeNow,
        generation,
        generatedAt,
        createdAt,
        changedAt);
  }
}
