package io.voucherctl.server.http;

import io.netty.util.AsciiString;

/**
 * Twelve bits that tell most header names apart at a glance: from length, first, middle and last
 * character, whatever the case of letters.
 */
final class NameDigest {
  private static final int TWELVE_BITS = 20;

  /** 2^32 divided by the golden ratio: spreads what differs in the low bits over the high ones. */
  private static final int SPREAD = 0x9E3779B1;

  private NameDigest() {}

  static int of(int length, int first, int middle, int last) {
    int mixed = ((length * 31 + (first | 0x20)) * 31 + (middle | 0x20)) * 31 + (last | 0x20);
    return (mixed * SPREAD) >>> TWELVE_BITS;
  }

  static int of(CharSequence name) {
    int length = name.length();
    if (length == 0) {
      return 0;
    }
    if (name instanceof AsciiString ascii) { // its array is read faster than its characters
      byte[] array = ascii.array();
      int at = ascii.arrayOffset();
      return of(length, array[at], array[at + (length >> 1)], array[at + length - 1]);
    }
    return of(length, name.charAt(0), name.charAt(length >> 1), name.charAt(length - 1));
  }
}
