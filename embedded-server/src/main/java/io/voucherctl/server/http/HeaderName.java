package io.voucherctl.server.http;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.util.AsciiString;
import org.jspecify.annotations.Nullable;

/**
 * A name that every head is asked for, most of the time in vain. Its digest is at hand: the
 * compiler takes what a constant record holds for constant, so that asking costs next to nothing.
 */
record HeaderName(AsciiString text, int digest) {
  static final HeaderName CONNECTION = of(HttpHeaderNames.CONNECTION);
  static final HeaderName CONTENT_LENGTH = of(HttpHeaderNames.CONTENT_LENGTH);
  static final HeaderName DATE = of(HttpHeaderNames.DATE);
  static final HeaderName EXPECT = of(HttpHeaderNames.EXPECT);
  static final HeaderName FORWARDED = of(AsciiString.cached("forwarded"));
  static final HeaderName FORWARDED_FOR = of(AsciiString.cached("x-forwarded-for"));
  static final HeaderName HOST = of(HttpHeaderNames.HOST);
  static final HeaderName TRANSFER_ENCODING = of(HttpHeaderNames.TRANSFER_ENCODING);
  static final HeaderName UPGRADE = of(HttpHeaderNames.UPGRADE);

  private static HeaderName of(AsciiString text) {
    return new HeaderName(text, NameDigest.of(text));
  }

  boolean isIn(HttpHeaders headers) {
    return headers instanceof WireHeaders wire
        ? wire.count(text, digest) > 0
        : headers.contains(text);
  }

  /** How many lines of that name there are. */
  int count(HttpHeaders headers) {
    return headers instanceof WireHeaders wire
        ? wire.count(text, digest)
        : headers.getAll(text).size();
  }

  /** The value of the first line; null when there is none. */
  @Nullable String first(HttpHeaders headers) {
    return headers instanceof WireHeaders wire ? wire.first(text, digest) : headers.get(text);
  }

  /** Whether there is one line, and it says this, whatever the case of letters. */
  boolean saysOnly(HttpHeaders headers, AsciiString value) {
    if (headers instanceof WireHeaders wire) {
      return wire.saysOnly(text, digest, value);
    }
    return count(headers) == 1 && value.contentEqualsIgnoreCase(headers.get(text));
  }

  void drop(HttpHeaders headers) {
    if (headers instanceof WireHeaders wire) {
      wire.drop(text, digest);
    } else {
      headers.remove(text);
    }
  }
}
