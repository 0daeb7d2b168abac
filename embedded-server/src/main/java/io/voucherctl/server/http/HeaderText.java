package io.voucherctl.server.http;

import java.nio.charset.StandardCharsets;

/** A header's value, or a piece of one, in the bytes that are sent. Immutable. */
public final class HeaderText {
  private final byte[] bytes;

  private HeaderText(byte[] bytes) {
    this.bytes = bytes;
  }

  /** IllegalArgumentException for what cannot be sent. */
  public static HeaderText of(String text) {
    if (!canBeSent(text)) {
      throw new IllegalArgumentException("not a value that can be sent");
    }
    return new HeaderText(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  static boolean canBeSent(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (!HeadParser.isValue(text.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  int length() {
    return bytes.length;
  }

  void copyTo(byte[] target, int at) {
    System.arraycopy(bytes, 0, target, at, bytes.length);
  }
}
