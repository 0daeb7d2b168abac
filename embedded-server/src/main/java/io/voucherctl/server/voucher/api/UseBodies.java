package io.voucherctl.server.voucher.api;

import io.voucherctl.server.voucher.domain.Redeemable;
import io.voucherctl.server.voucher.domain.Refusal;
import io.voucherctl.server.voucher.domain.Session;
import io.voucherctl.server.voucher.work.Stack;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Redeemables and sessions as requests carry them. */
final class UseBodies {
  private static final String VOUCHER = "voucher";

  private UseBodies() {}

  /** The redeemables in {@code body}: at least one, none twice. */
  static List<Redeemable> redeemablesIn(Fields body) {
    List<Fields> sent = body.objects("redeemables", Stack.MOST_REDEEMABLES);
    if (sent == null || sent.isEmpty()) {
      throw body.wrong("redeemables", "an array of 1 to " + Stack.MOST_REDEEMABLES + " objects");
    }
    List<Redeemable> redeemables = sent.stream().map(UseBodies::redeemable).toList();
    Set<String> seen = new HashSet<>();
    for (Redeemable redeemable : redeemables) {
      if (!seen.add(redeemable.id())) {
        throw Refusal.DUPLICATED_REDEEMABLES.because(redeemable.id() + " is there twice");
      }
    }
    return redeemables;
  }

  private static Redeemable redeemable(Fields sent) {
    if (!VOUCHER.equals(sent.text("object"))) {
      throw sent.wrong("object", "'" + VOUCHER + "': nothing else can be redeemed here");
    }
    String id = sent.name("id");
    if (id == null) {
      throw sent.wrong("id", "the code or id of a voucher");
    }
    return new Redeemable(id, Bodies.creditsIn(sent));
  }

  /**
   * The session in {@code body}, with a key from {@code keys} if it has none; null for none. A unit
   * says nothing without a time, and a time without a unit is in days.
   */
  static @Nullable Session sessionIn(Fields body, Supplier<String> keys) {
    Fields sent = body.object("session");
    if (sent == null) {
      return null;
    }
    sent.choice("type", SessionType.class);
    String named = sent.name("key");
    Long ttl = sent.whole("ttl");
    TimeUnit unit = sent.choice("ttl_unit", TimeUnit.class);
    String key = named == null ? keys.get() : named;
    if (ttl == null) {
      return new Session(key, Session.DEFAULT_TTL, Session.DEFAULT_UNIT);
    }
    if (ttl == 0) {
      throw sent.wrong("ttl", "at least 1");
    }
    return new Session(key, ttl, Objects.requireNonNullElse(unit, Session.DEFAULT_UNIT));
  }

  /** The key of the session that may hold what {@code body} wants to redeem. */
  static @Nullable String sessionKeyIn(Fields body) {
    Fields sent = body.object("session");
    return sent == null ? null : sent.name("key");
  }

  private enum SessionType {
    LOCK
  }
}
