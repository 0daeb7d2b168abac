package io.voucherctl.server.http;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.List;

/** How long a body or a chunk is (RFC 9112, 6.2 and 7.1); {@link Malformed} when nobody can say. */
final class BodyLength {
  private static final int MOST_DIGITS = 18;
  private static final int MOST_HEX_DIGITS = 15;

  private BodyLength() {}

  /** The one Content-Length there must be. */
  static long of(HttpHeaders headers) {
    List<String> all = headers.getAll(HttpHeaderNames.CONTENT_LENGTH);
    String text = all.getFirst();
    if (all.size() > 1 || text.isEmpty() || text.length() > MOST_DIGITS) {
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
    while (HeadParser.isBlank(line[at])) {
      at++;
    }
    if (line[at] != ';' && at != line.length - 2) {
      throw new Malformed("not a chunk's length");
    }
    for (; at < line.length - 2; at++) {
      if (line[at] != '\t' && ((line[at] >= 0 && line[at] < ' ') || line[at] == 0x7f)) {
        throw new Malformed("a control character in a chunk's extension");
      }
    }
    return length;
  }

  private static int hex(byte b) {
    if (b >= '0' && b <= '9') {
      return b - '0';
    }
    int lower = b | 0x20;
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
  }
}
