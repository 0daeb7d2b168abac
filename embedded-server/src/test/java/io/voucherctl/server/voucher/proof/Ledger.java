package io.voucherctl.server.voucher.proof;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What the callers were told, and what they were not, since the first start. */
final class Ledger {
  /** One try to redeem; its name is stored in the redemption's metadata. */
  record Attempt(String name, String voucher, long credits) {}

  /** A redemption that was acknowledged. */
  record Redeemed(Attempt attempt, String id) {}

  /** By id of the redemption. */
  final Map<String, Redeemed> redeemed = new ConcurrentHashMap<>();

  /** Ids of redemptions whose rollback was acknowledged. */
  final Set<String> rolledBack = ConcurrentHashMap.newKeySet();

  /** By name: the connection broke before the answer. */
  final Map<String, Attempt> unanswered = new ConcurrentHashMap<>();

  /** Ids of redemptions whose rollback was not answered. */
  final Set<String> unansweredRollbacks = ConcurrentHashMap.newKeySet();

  /** Names of attempts that were refused. */
  final Set<String> refused = ConcurrentHashMap.newKeySet();

  /** Answers that should not be: a status of 500 or above, or a key that does not fit. */
  final Set<String> odd = ConcurrentHashMap.newKeySet();

  int acknowledged() {
    return redeemed.size() + rolledBack.size();
  }
}
