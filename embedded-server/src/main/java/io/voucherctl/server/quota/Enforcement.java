package io.voucherctl.server.quota;

/** What becomes of a request over its tenant's quota. */
public enum Enforcement {
  /** It is rejected. */
  ENFORCE,
  /** It is counted as if it had been rejected, and admitted. */
  SHADOW
}
