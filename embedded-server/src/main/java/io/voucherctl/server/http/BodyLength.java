package io.voucherctl.server.http;

import io.netty.handler.codec.http.HttpHeaders;

/** How long a body or a chunk is (RFC 9112, 6.2 and 7.1); {@link Malformed} when nobody can say. */
final class BodyLength {
  private static final int MOST_DIGITS = 18;
  private static final int MOST_HEX_DIGITS = 15;

  private BodyLength() {}

  /** The one Content-Length there must be. */
  static long of(HttpHeaders headers) {
    String text = HeaderName.CONTENT_LENGTH.first(headers);
    boolean one = HeaderName.CONTENT_LENGTH.count(headers) == 1;
    if (!one || text == null || text.isEmpty() || text.length() > MOST_DIGITS) {
      throw new Malformed("not a length");
    }
    long length = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < '0' || c > '9') {
        throw new Malformed("not a length");
      }
      length = length * 10 + c - '0';
    }
    return length;
  }

  /** Of a chunk's first line, its extensions and line end included. */
  static long ofChunk(byte[] line) {
    long length = 0;
    int at = 0;
    for (int digit = hex(line[0]); digit >= 0; digit = hex(line[++at])) {
      length = length * 16 + digit;
    }
    if (at == 0 || at > MOST_HEX_DIGITS) {
      throw new Malformed("not a chunk's length");
    }
    while (line[at] == ';') {
      at = extension(line, at + 1);
    }
    if (at != line.length - 2) {
      throw new Malformed("not a chunk's length");
    }
    return length;
  }

  /** Where a chunk extension ends that begins here; nobody looks at what it says. */
  private static int extension(byte[] line, int from) {
    int name = token(line, from);
    if (line[name] != '=') {
      return name;
    }
    int value = name + 1;
    return line[value] == '"' ? quotedEnd(line, value + 1) : token(line, value);
  }

  private static int token(byte[] line, int from) {
    int end = HeadParser.tokenEnd(line, from);
    if (end == from) {
      throw new Malformed("an empty extension");
    }
    return end;
  }

  private static int quotedEnd(byte[] line, int from) {
    int at = from;
    while (line[at] != '"') {
      at += line[at] == '\\' ? 2 : 1;
      if (at >= line.length - 2 || line[at] < ' ' || line[at] == 0x7f) {
        throw new Malformed("no end of a quoted extension");
      }
    }
    return at + 1;
  }

  private static int hex(byte b) {
    if (b >= '0' && b <= '9') {
      return b - '0';
    }
    int lower = b | 0x20;
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
  }
}
