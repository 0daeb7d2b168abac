package io.voucherctl.commands.load.http;

import java.nio.charset.StandardCharsets;

/** What the fields of one answer say about its body and its connection (RFC 9112, 6.3 and 9.3). */
final class HttpFields {
  static final long NO_LENGTH = -1;

  private static final byte[] CONTENT_LENGTH = bytes("content-length");
  private static final byte[] TRANSFER_ENCODING = bytes("transfer-encoding");
  private static final byte[] CONNECTION = bytes("connection");

  /** So many digits always fit. */
  private static final int MOST_DIGITS = 18;

  private long length;
  private boolean encoded;
  private boolean chunked;
  private boolean keepAlive;

  void restart(boolean persistent) {
    length = NO_LENGTH;
    encoded = false;
    chunked = false;
    keepAlive = persistent;
  }

  /** The body's length, or {@link #NO_LENGTH}. */
  long length() {
    return encoded ? NO_LENGTH : length;
  }

  boolean chunked() {
    return chunked;
  }

  /** An answer with a length and an encoding may be somebody's trick; its connection ends. */
  boolean keepAlive() {
    return keepAlive && !(encoded && length != NO_LENGTH);
  }

  /** Reads one field line; false when it is none. */
  boolean take(byte[] line, int from, int to) {
    int colon = from;
    while (colon < to && line[colon] != ':') {
      if (line[colon] <= ' ') {
        return false;
      }
      colon++;
    }
    if (colon == from || colon == to) {
      return false;
    }
    return switch (colon - from) {
      case 10 -> !is(CONNECTION, line, from, colon) || connection(text(line, colon + 1, to));
      case 14 -> !is(CONTENT_LENGTH, line, from, colon) || length(text(line, colon + 1, to));
      case 17 -> !is(TRANSFER_ENCODING, line, from, colon) || encoding(text(line, colon + 1, to));
      default -> true;
    };
  }

  private boolean length(String values) {
    for (String value : values.split(",", -1)) {
      String digits = value.strip();
      if (digits.isEmpty() || digits.length() > MOST_DIGITS) {
        return false;
      }
      long number = 0;
      for (int i = 0; i < digits.length(); i++) {
        int digit = digits.charAt(i) - '0';
        if (digit < 0 || digit > 9) {
          return false;
        }
        number = number * 10 + digit;
      }
      if (length != NO_LENGTH && length != number) {
        return false;
      }
      length = number;
    }
    return true;
  }

  private boolean encoding(String values) {
    // Chunked counts only as the last one, and nothing may come after it.
    for (String value : values.split(",", -1)) {
      if (chunked) {
        return false;
      }
      encoded = true;
      chunked = value.strip().equalsIgnoreCase("chunked");
    }
    return true;
  }

  private boolean connection(String values) {
    for (String value : values.split(",", -1)) {
      if (value.strip().equalsIgnoreCase("close")) {
        keepAlive = false;
      } else if (value.strip().equalsIgnoreCase("keep-alive")) {
        keepAlive = true;
      }
    }
    return true;
  }

  private static boolean is(byte[] lowerName, byte[] line, int from, int to) {
    for (int i = from; i < to; i++) {
      int c = line[i];
      if ((c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c) != lowerName[i - from]) {
        return false;
      }
    }
    return true;
  }

  private static String text(byte[] line, int from, int to) {
    return new String(line, from, to - from, StandardCharsets.ISO_8859_1);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
