package io.voucherctl.server.cluster;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that moves when told to. */
public final class HandClock implements InstantSource {
  private volatile Instant now = Instant.parse("2021-08-20T12:38:00Z");

  @Override
  public Instant instant() {
    return now;
  }

  public void advance(Duration by) {
    now = now.plus(by);
  }
}
