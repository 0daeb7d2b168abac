package io.voucherctl.server.voucher.domain;

/** Sums of money: whole numbers of the smallest currency unit. */
public final class Money {
  /** The largest sum handled: the largest integer that every JSON reader keeps exact. */
  public static final long MAX = (1L << 53) - 1;

  private Money() {}

  public static boolean isAmount(long value) {
    return value >= 0 && value <= MAX;
  }
}
