package io.voucherctl.server.http;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Where things are inside a request target that nobody has decoded yet (RFC 9112, 3.2). */
final class RawTarget {
  private RawTarget() {}

  /** Whether there are neither spaces nor control characters in it. */
  static boolean printable(String target) {
    for (int i = 0; i < target.length(); i++) {
      char c = target.charAt(i);
      if (c <= ' ' || c == 0x7f) {
        return false;
      }
    }
    return true;
  }

  /** Index of the path's first slash; the end of the path when an absolute URI has none; -1. */
  static int pathStart(String target) {
    if (target.startsWith("/")) {
      return 0;
    }
    int authority = afterScheme(target);
    if (authority < 0) {
      return -1;
    }
    int end = pathEnd(target);
    int slash = target.indexOf('/', authority);
    return slash < 0 || slash > end ? end : slash;
  }

  /** Index behind the path, before any query. */
  static int pathEnd(String target) {
    int query = target.indexOf('?');
    return query < 0 ? target.length() : query;
  }

  /** Like {@link #pathEnd}, but one trailing slash is left out. */
  static int resourceEnd(String target, int start) {
    int end = pathEnd(target);
    return end > start && target.charAt(end - 1) == '/' ? end - 1 : end;
  }

  /** Index of the slash that ends the segment which begins at {@code from}, at most {@code end}. */
  static int segmentEnd(String target, int from, int end) {
    int at = from;
    while (at < end && target.charAt(at) != '/') {
      at++;
    }
    return at;
  }

  private static int afterScheme(String target) {
    if (target.regionMatches(true, 0, "http://", 0, 7)) {
      return 7;
    }
    return target.regionMatches(true, 0, "https://", 0, 8) ? 8 : -1;
  }

  /** Percent-decodes; null when an escape is broken, is %00, or the bytes are not UTF-8. */
  static @Nullable String decode(String text, int from, int to, boolean plusIsSpace) {
    return isPlain(text, from, to, plusIsSpace)
        ? text.substring(from, to)
        : decodeBytes(text, from, to, plusIsSpace);
  }

  private static boolean isPlain(String text, int from, int to, boolean plusIsSpace) {
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      if (c == '%' || c > 0x7e || (plusIsSpace && c == '+')) {
        return false;
      }
    }
    return true;
  }

  private static @Nullable String decodeBytes(String text, int from, int to, boolean plusIsSpace) {
    ByteBuffer bytes = ByteBuffer.allocate(to - from);
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      int value = c;
      if (c == '%') {
        value = escaped(text, i, to);
        i += 2;
      } else if (plusIsSpace && c == '+') {
        value = ' ';
      }
      if (value <= 0 || value > 0xff) {
        return null;
      }
      bytes.put((byte) value);
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString();
    } catch (CharacterCodingException e) {
      return null;
    }
  }

  /** The byte of the escape that begins here; -1 when it is broken. */
  static int escaped(String text, int percent, int to) {
    if (percent + 2 >= to) {
      return -1;
    }
    int high = Character.digit(text.charAt(percent + 1), 16);
    int low = Character.digit(text.charAt(percent + 2), 16);
    return high < 0 || low < 0 ? -1 : high * 16 + low;
  }
}
