package io.voucherctl.server.voucher.domain;

/** What a voucher gives; the names are those of the wire. */
public enum VoucherType {
  DISCOUNT_VOUCHER,
  GIFT_VOUCHER
}
