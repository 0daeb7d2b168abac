package io.voucherctl.server.voucher.work;

import io.voucherctl.server.voucher.domain.OrderPrice;
import io.voucherctl.server.voucher.domain.Redeemable;
import io.voucherctl.server.voucher.domain.Refusal;
import io.voucherctl.server.voucher.domain.Refused;
import io.voucherctl.server.voucher.domain.Use;
import io.voucherctl.server.voucher.domain.Voucher;
import io.voucherctl.server.voucher.store.Campaigns;
import io.voucherctl.server.voucher.store.Sessions;
import io.voucherctl.server.voucher.store.Sql;
import io.voucherctl.server.voucher.store.Vouchers;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What using several redeemables one after the other comes to, the same for a validation and for a
 * redemption.
 *
 * @param parts in the order asked
 * @param price the order's price after all of them
 */
public record Stack(List<Part> parts, OrderPrice price) {
  public static final int MOST_REDEEMABLES = 30;
  public static final int MOST_APPLICABLE = 5;
  public static final int MOST_PER_CATEGORY = 1;

  /** One redeemable and how it fared. */
  public sealed interface Part {
    Redeemable asked();
  }

  /** It can be used. */
  public record Applicable(Redeemable asked, Voucher voucher, Use.Applied use) implements Part {}

  /**
   * It cannot be used, and so none can.
   *
   * @param voucher null when there is none
   */
  public record Inapplicable(Redeemable asked, @Nullable Voucher voucher, Refused why)
      implements Part {}

  /** It was not tried. */
  public record Skipped(Redeemable asked, Refusal why) implements Part {}

  /**
   * Tries them in the order asked, each on what the ones before it left.
   *
   * @param key the caller's session, which may use what it holds
   */
  static Stack of(
      Sql sql,
      String tenant,
      List<Redeemable> asked,
      OrderPrice start,
      @Nullable String key,
      Instant now)
      throws SQLException {
    List<@Nullable Voucher> vouchers = found(sql, tenant, asked);
    Trial trial = new Trial(start, now);
    for (int i = 0; i < asked.size(); i++) {
      Redeemable redeemable = asked.get(i);
      Voucher voucher = vouchers.get(i);
      Refusal skipped = trial.skips(voucher);
      if (skipped != null) {
        trial.parts.add(new Skipped(redeemable, skipped));
      } else if (voucher == null) {
        trial.fail(redeemable, null, Refusal.notFound("voucher", redeemable.id()));
      } else {
        Voucher inForce = Campaigns.inForce(sql, tenant, voucher);
        trial.use(redeemable, voucher, Sessions.lessHeld(sql, tenant, inForce, key, now));
      }
    }
    OrderPrice price = trial.applied > 1 ? trial.price.asOneShare() : trial.price;
    return new Stack(trial.parts, price);
  }

  /** A code and an id may mean the same voucher. */
  private static List<@Nullable Voucher> found(Sql sql, String tenant, List<Redeemable> asked)
      throws SQLException {
    List<@Nullable Voucher> vouchers = new ArrayList<>(asked.size());
    Set<String> seen = new HashSet<>();
    for (Redeemable redeemable : asked) {
      Voucher voucher = Vouchers.find(sql, tenant, redeemable.id());
      if (!seen.add(voucher == null ? redeemable.id() : voucher.id())) {
        throw Refusal.DUPLICATED_REDEEMABLES.because(redeemable.id() + " is there twice");
      }
      vouchers.add(voucher);
    }
    return vouchers;
  }

  /** Why the whole stack is refused; null when it is not. */
  public @Nullable Inapplicable failure() {
    for (Part part : parts) {
      if (part instanceof Inapplicable failure) {
        return failure;
      }
    }
    return null;
  }

  public List<Applicable> applied() {
    return parts.stream().filter(Applicable.class::isInstance).map(Applicable.class::cast).toList();
  }

  public List<Skipped> skipped() {
    return parts.stream().filter(Skipped.class::isInstance).map(Skipped.class::cast).toList();
  }

  /** How far the trial has come. */
  private static final class Trial {
    private final Instant now;
    private final List<Part> parts = new ArrayList<>();
    private final Set<String> categories = new HashSet<>();
    private OrderPrice price;
    private int applied;
    private boolean failed;

    Trial(OrderPrice start, Instant now) {
      this.price = start;
      this.now = now;
    }

    @Nullable Refusal skips(@Nullable Voucher voucher) {
      if (failed) {
        return Refusal.PRECEDING_VALIDATION_FAILED;
      }
      if (applied == MOST_APPLICABLE) {
        return Refusal.APPLICABLE_REDEEMABLES_LIMIT_EXCEEDED;
      }
      String category = voucher == null ? null : voucher.terms().category();
      return category != null && categories.contains(category)
          ? Refusal.APPLICABLE_REDEEMABLES_PER_CATEGORY_LIMIT_EXCEEDED
          : null;
    }

    void use(Redeemable asked, Voucher voucher, Voucher left) {
      switch (Use.of(left, now, price, asked.credits())) {
        case Use.Rejected(Refusal why) -> fail(asked, voucher, why.because(voucher.code()));
        case Use.Applied use -> {
          parts.add(new Applicable(asked, voucher, use));
          price = use.price();
          applied++;
          if (voucher.terms().category() != null) {
            categories.add(voucher.terms().category());
          }
        }
      }
    }

    void fail(Redeemable asked, @Nullable Voucher voucher, Refused why) {
      parts.add(new Inapplicable(asked, voucher, why));
      failed = true;
    }
  }
}
