package io.voucherctl.server.voucher.domain;

/** Where an order stands; the names are those of the wire. */
public enum OrderStatus {
  CREATED,
  PAID,
  CANCELED,
  FULFILLED
}
