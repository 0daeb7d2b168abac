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
    return of(text, "a piece of text");
  }

  /** The same; whoever reads the exception learns whose value it was. */
  static HeaderText of(String text, String owner) {
    for (int i = 0; i < text.length(); i++) {
      if (!HeadParser.isValue(text.charAt(i))) {
        throw new IllegalArgumentException("not a value that can be sent: " + owner);
      }
    }
    return new HeaderText(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  /** Not to be changed. */
  byte[] bytes() {
    return bytes;
  }
}
