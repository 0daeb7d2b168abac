package io.voucherctl.server.http;

import java.io.IOException;

/** A certificate and a key that cannot be used; the message is one line and holds no secret. */
public final class TlsException extends IOException {
  private static final long serialVersionUID = 1L;

  TlsException(String message) {
    super(message);
  }
}
