package io.voucherctl.server.voucher.proof;

import org.jspecify.annotations.Nullable;

/**
 * One call on one voucher, as its caller saw it.
 *
 * @param name unique among the calls; the server stores it with what it did
 * @param undoes name of the redemption that is rolled back; null for a redemption
 * @param credits what a redemption takes off a gift's balance
 * @param start nanoseconds, before the request was sent
 * @param end nanoseconds, after the answer was read
 */
record Operation(
    String name, @Nullable String undoes, long credits, long start, long end, Outcome outcome) {

  /** What the caller was told. */
  sealed interface Outcome {}

  /** It was done, and this is the voucher right after it. */
  record Done(State after) implements Outcome {}

  /** It was refused by this key. */
  record Refused(String key) implements Outcome {}

  /** No answer came: it may have been done or not, then or later. */
  record Unanswered() implements Outcome {}

  /** What is counted on a voucher; the balance of one that is no gift stays 0. */
  record State(long redeemed, long balance) {}

  static Operation redemption(String name, long credits, long start, long end, Outcome outcome) {
    return new Operation(name, null, credits, start, end, outcome);
  }

  static Operation rollback(String name, String undoes, long start, long end, Outcome outcome) {
    return new Operation(name, undoes, 0, start, end, outcome);
  }

  /** The last moment at which it can have taken effect. */
  long latest() {
    return outcome instanceof Unanswered ? Long.MAX_VALUE : end;
  }
}
