package io.voucherctl.server.voucher.domain;

/** What a discount is taken off; the names are those of the wire. */
public enum Effect {
  APPLY_TO_ORDER
}
