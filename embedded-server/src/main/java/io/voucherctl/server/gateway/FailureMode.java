package io.voucherctl.server.gateway;

/** Who decides while the buckets of the fleet do not answer. */
public enum FailureMode {
  /** The gateway's own buckets, as if there were no fleet. */
  LOCAL,
  /** Nobody: every request is let through. */
  OPEN,
  /** Nobody: every request is refused with 503. */
  CLOSED
}
