package io.voucherctl.server.voucher.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One entry of a voucher's history: a redemption or a rollback, done or refused.
 *
 * @param failure why it was refused; null for a success
 * @param voucherId null for the parent of a stack, which used several
 * @param parentId of a stack, for its children
 * @param trackingId an opaque name of the customer
 * @param amount gift money it took (negative: gave back); null for a discount voucher
 * @param undone the redemption that a rollback undoes
 * @param rollbackId the rollback that undid this redemption
 */
public record Redemption(
    String id,
    Kind kind,
    Instant date,
    @Nullable Failure failure,
    @Nullable String voucherId,
    @Nullable String campaignId,
    @Nullable String parentId,
    @Nullable String customerId,
    @Nullable String trackingId,
    @Nullable String orderId,
    @Nullable Long amount,
    @Nullable String metadata,
    @Nullable String reason,
    @Nullable String undone,
    @Nullable String rollbackId,
    @Nullable Instant rollbackDate) {

  public enum Kind {
    REDEMPTION,
    ROLLBACK
  }

  public record Failure(String code, String message) {
    public static Failure of(Refusal why) {
      return new Failure(why.key(), why.message());
    }
  }

  /** Whether it used vouchers that a rollback can give back, once. */
  public boolean canBeRolledBack() {
    return kind == Kind.REDEMPTION && failure == null;
  }

  /** Whether it stands for a stack: its children used the vouchers. */
  public boolean isParent() {
    return voucherId == null;
  }
}
