package io.voucherctl.server.voucher.domain;

/** What a discount is taken off, or what it adds; the names are those of the wire. */
public enum Effect {
  APPLY_TO_ORDER,
  APPLY_TO_ITEMS,
  APPLY_TO_ITEMS_PROPORTIONALLY,
  APPLY_TO_ITEMS_PROPORTIONALLY_BY_QUANTITY,
  APPLY_TO_ITEMS_BY_QUANTITY,
  ADD_MISSING_ITEMS,
  ADD_NEW_ITEMS,
  ADD_MANY_ITEMS
}
