package io.voucherctl.commands.load;

import io.voucherctl.commands.time.Ticker;

/** A clock that stands still until it is moved. It starts below zero: its origin means nothing. */
final class ManualTicker implements Ticker {
  private long now = -5_000_000_000L;

  @Override
  public long nanos() {
    return now;
  }

  void advance(long nanos) {
    now += nanos;
  }
}
