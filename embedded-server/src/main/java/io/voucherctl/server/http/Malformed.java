package io.voucherctl.server.http;

/** A message that breaks the rules of its protocol. Without a stack trace: a flood is cheap. */
final class Malformed extends RuntimeException {
  private static final long serialVersionUID = 1L;

  Malformed(String reason) {
    super(reason, null, false, false);
  }
}
