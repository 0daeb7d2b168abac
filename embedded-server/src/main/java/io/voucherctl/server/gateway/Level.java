package io.voucherctl.server.gateway;

import java.util.Locale;

/** How close the heap is to its end. */
enum Level {
  NORMAL,
  /** The heaviest tenants' new requests are turned away. */
  SHEDDING,
  /** Connections are refused, and all requests but a trickle. */
  REFUSING;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
