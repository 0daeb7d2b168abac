package io.voucherctl.server.http;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The plainest spelling of a request target's path: escapes decoded once, a backslash read as a
 * slash, parameters behind a semicolon left out, empty and dot segments resolved (RFC 3986, 5.2.4),
 * ASCII letters in lower case. For recognising a path only: what is passed on stays as it came.
 */
final class PlainPath {
  private PlainPath() {}

  /** Null when the target has no path. */
  static @Nullable String of(String rawTarget) {
    int start = RawTarget.pathStart(rawTarget);
    if (start < 0) {
      return null;
    }
    String decoded = decoded(rawTarget, start, RawTarget.pathEnd(rawTarget));
    Deque<String> segments = new ArrayDeque<>();
    for (String segment : decoded.split("/", -1)) {
      int parameters = segment.indexOf(';');
      String name = parameters < 0 ? segment : segment.substring(0, parameters);
      if (name.equals("..")) {
        segments.pollLast();
      } else if (!name.isEmpty() && !name.equals(".")) {
        segments.addLast(name);
      }
    }
    return fold("/" + String.join("/", segments));
  }

  static String fold(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  /** Byte for byte: text that is no UTF-8 still has its ASCII letters where they were. */
  private static String decoded(String target, int from, int to) {
    StringBuilder text = new StringBuilder(to - from);
    for (int i = from; i < to; i++) {
      char c = target.charAt(i);
      int value = c == '%' ? RawTarget.escaped(target, i, to) : c;
      if (c == '%' && value >= 0) {
        i += 2;
      }
      char plain = (char) (value < 0 ? c : value);
      // A percent sign that is left would be decoded a second time by whoever matches.
      text.append(plain == '\\' ? '/' : plain == '%' || plain == '?' ? '_' : plain);
    }
    return text.toString();
  }
}
