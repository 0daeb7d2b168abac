package io.voucherctl.server.voucher.domain;

/** Money on a gift voucher: all that was ever put on, and what is left. */
public record Gift(long amount, long balance) {}
