package io.voucherctl.server.http;

import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import java.nio.charset.StandardCharsets;

/**
 * Reads the bytes of a message head, which end with its empty line, by the letter of RFC 9112:
 * single spaces in the first line, CR LF, no folded lines, no space before a colon, no control
 * characters. Throws {@link Malformed} for anything else.
 */
final class HeadParser {
  private static final int MOST_LINES = 256;
  private static final boolean[] TOKEN = new boolean[256];

  static {
    for (char c : "!#$%&'*+-.^_`|~0123456789".toCharArray()) {
      TOKEN[c] = true;
    }
    for (int c = 'a'; c <= 'z'; c++) {
      TOKEN[c] = true;
      TOKEN[c - 'a' + 'A'] = true;
    }
  }

  private HeadParser() {}

  static HttpRequest request(byte[] head) {
    int methodEnd = tokenEnd(head, 0);
    int targetEnd = methodEnd + 1;
    while (head[targetEnd] > ' ' ? head[targetEnd] != 0x7f : head[targetEnd] < 0) {
      targetEnd++;
    }
    if (methodEnd == 0 || head[methodEnd] != ' ' || targetEnd == methodEnd + 1) {
      throw new Malformed("no request line");
    }
    if (head[targetEnd] != ' ') {
      throw new Malformed("no space behind the target");
    }
    HttpVersion version = version(head, targetEnd + 1);
    lineEnd(head, targetEnd + 9);
    String target =
        new String(head, methodEnd + 1, targetEnd - methodEnd - 1, StandardCharsets.ISO_8859_1);
    return new DefaultHttpRequest(
        version, method(head, methodEnd), target, headers(head, targetEnd + 11), false);
  }

  static HttpResponse response(byte[] head) {
    HttpVersion version = version(head, 0);
    expect(head, 8, ' ');
    int code = 0;
    for (int i = 9; i < 12; i++) {
      code = code * 10 + digit(head, i);
    }
    int reasonEnd = head[12] == ' ' ? valueEnd(head, 13) : 12;
    lineEnd(head, reasonEnd);
    HttpResponseStatus status = HttpResponseStatus.valueOf(code);
    if (code < 100) {
      throw new Malformed("not a status");
    }
    return new DefaultHttpResponse(version, status, headers(head, reasonEnd + 2));
  }

  /** Header lines up to the empty one. */
  static WireHeaders headers(byte[] head, int from) {
    WireHeaders headers = new WireHeaders(head);
    int at = from;
    while (head[at] != '\r') {
      int colon = tokenEnd(head, at);
      if (head[colon] != ':' || colon == at) {
        throw new Malformed("no header name");
      }
      int value = colon + 1;
      while (isBlank(head[value])) {
        value++;
      }
      int end = valueEnd(head, value);
      lineEnd(head, end);
      if (headers.lines() == MOST_LINES) {
        throw new TooLongHttpHeaderException("more than " + MOST_LINES + " header lines");
      }
      headers.line(at, colon, value, end);
      at = end + 2;
    }
    if (at != head.length - 2) {
      throw new Malformed("an empty line too early");
    }
    return headers;
  }

  private static HttpMethod method(byte[] head, int end) {
    if (end == 3 && head[0] == 'G' && head[1] == 'E' && head[2] == 'T') {
      return HttpMethod.GET;
    }
    return HttpMethod.valueOf(new String(head, 0, end, StandardCharsets.ISO_8859_1));
  }

  /** HTTP/1.1 or what else has its shape. */
  private static HttpVersion version(byte[] head, int from) {
    for (int i = 0; i < 5; i++) {
      expect(head, from + i, "HTTP/".charAt(i));
    }
    int major = digit(head, from + 5);
    expect(head, from + 6, '.');
    int minor = digit(head, from + 7);
    if (major == 1 && minor <= 1) {
      return minor == 1 ? HttpVersion.HTTP_1_1 : HttpVersion.HTTP_1_0;
    }
    return HttpVersion.valueOf("HTTP/" + major + "." + minor);
  }

  private static int valueEnd(byte[] head, int from) {
    int end = from;
    while (head[end] >= ' ' ? head[end] != 0x7f : head[end] < 0 || head[end] == '\t') {
      end++;
    }
    return end;
  }

  /** Where a token ends that begins here; its own place when there is none. */
  static int tokenEnd(byte[] head, int from) {
    int end = from;
    while (TOKEN[head[end] & 0xff]) {
      end++;
    }
    return end;
  }

  static boolean isToken(CharSequence text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= TOKEN.length || !TOKEN[c]) {
        return false;
      }
    }
    return !text.isEmpty();
  }

  /** Whether a header's value may have it, sent as one byte. */
  static boolean isValue(char c) {
    return c >= ' ' ? c != 0x7f && c <= 0xff : c == '\t';
  }

  static boolean isBlank(byte b) {
    return b == ' ' || b == '\t';
  }

  private static int digit(byte[] head, int at) {
    if (at >= head.length || head[at] < '0' || head[at] > '9') {
      throw new Malformed("a digit is missing");
    }
    return head[at] - '0';
  }

  private static void lineEnd(byte[] head, int at) {
    expect(head, at, '\r');
    expect(head, at + 1, '\n');
  }

  private static void expect(byte[] head, int at, char wanted) {
    if (at >= head.length || head[at] != wanted) {
      throw new Malformed("not at its place: " + (int) wanted);
    }
  }
}
