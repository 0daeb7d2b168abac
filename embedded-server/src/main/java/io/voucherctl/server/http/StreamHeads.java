package io.voucherctl.server.http;

import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.DefaultHttpHeadersFactory;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.util.AsciiString;
import java.util.Iterator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Heads of HTTP/2 as heads of HTTP/1.1 and back (RFC 9113, 8). What could mean something else once
 * it is written down as HTTP/1.1 is refused here.
 */
final class StreamHeads {
  static final int MOST_LINE = 16 * 1024;
  static final int MOST_HEADERS = 32 * 1024;

  private static final AsciiString KEEP_ALIVE = AsciiString.cached("keep-alive");
  private static final AsciiString PROXY_CONNECTION = AsciiString.cached("proxy-connection");

  private StreamHeads() {}

  /** The request; an IllegalArgumentException when it is malformed. */
  static HttpRequest request(Http2Headers from, boolean whole) {
    HttpHeaders headers = DefaultHttpHeadersFactory.headersFactory().newHeaders();
    CharSequence authority = from.authority();
    if (authority != null) {
      headers.set(HttpHeaderNames.HOST, plain(authority));
    }
    int size = copy(from, headers);
    if (!whole && !headers.contains(HttpHeaderNames.CONTENT_LENGTH)) {
      headers.set(HttpHeaderNames.TRANSFER_ENCODING, HttpHeaderValues.CHUNKED);
    }
    HttpMethod method = HttpMethod.valueOf(from.method().toString());
    String target = target(method, from);
    HttpRequest request = new DefaultHttpRequest(HttpVersion.HTTP_1_1, method, target, headers);
    if (target.length() > MOST_LINE) {
      request.setDecoderResult(DecoderResult.failure(new TooLongHttpLineException()));
    } else if (size > MOST_HEADERS) {
      request.setDecoderResult(DecoderResult.failure(new TooLongHttpHeaderException()));
    }
    return request;
  }

  private static int copy(Http2Headers from, HttpHeaders to) {
    int size = 0;
    StringBuilder cookies = null;
    for (Map.Entry<CharSequence, CharSequence> field : from) {
      CharSequence name = field.getKey();
      CharSequence value = field.getValue();
      size += name.length() + value.length();
      if (Http2Headers.PseudoHeaderName.hasPseudoHeaderFormat(name)) {
        continue;
      }
      if (HttpHeaderNames.COOKIE.contentEquals(name)) {
        cookies = cookies == null ? new StringBuilder() : cookies.append("; ");
        cookies.append(value);
      } else if (HttpHeaderNames.HOST.contentEquals(name)) {
        host(to, value, from.authority());
      } else {
        to.add(name, value);
      }
    }
    if (cookies != null) {
      to.set(HttpHeaderNames.COOKIE, cookies);
    }
    return size;
  }

  private static void host(HttpHeaders to, CharSequence host, @Nullable CharSequence authority) {
    if (authority == null) {
      to.add(HttpHeaderNames.HOST, plain(host));
    } else if (!AsciiString.contentEqualsIgnoreCase(host, authority)) {
      throw new IllegalArgumentException("a Host that is not the authority");
    }
  }

  /** A host of which nobody can think that it holds more than a host. */
  private static CharSequence plain(CharSequence host) {
    if (AsciiString.contains(host, "@")) {
      throw new IllegalArgumentException("an authority with user information");
    }
    return host;
  }

  private static String target(HttpMethod method, Http2Headers from) {
    CharSequence given = method.equals(HttpMethod.CONNECT) ? from.authority() : from.path();
    if (given == null || given.isEmpty()) {
      throw new IllegalArgumentException("no target");
    }
    String target = given.toString();
    for (int i = 0; i < target.length(); i++) {
      if (target.charAt(i) <= ' ' || target.charAt(i) == 0x7f) {
        throw new IllegalArgumentException("a target that is more than one word");
      }
    }
    boolean sound = target.startsWith("/") || target.equals("*");
    if (!sound && !method.equals(HttpMethod.CONNECT)) {
      throw new IllegalArgumentException("a target that is no path");
    }
    return target;
  }

  static Http2Headers invitation() {
    return new DefaultHttp2Headers(false, 1).status(HttpResponseStatus.CONTINUE.codeAsText());
  }

  static Http2Headers response(HttpResponse from) {
    Http2Headers to = new DefaultHttp2Headers(false, from.headers().size() + 1);
    to.status(from.status().codeAsText());
    Iterator<Map.Entry<CharSequence, CharSequence>> fields = from.headers().iteratorCharSequence();
    while (fields.hasNext()) {
      Map.Entry<CharSequence, CharSequence> field = fields.next();
      AsciiString name = AsciiString.of(field.getKey()).toLowerCase();
      if (!ofConnection(name)) {
        to.add(name, field.getValue());
      }
    }
    if (from.status().code() == 204) {
      to.remove(HttpHeaderNames.CONTENT_LENGTH);
    }
    return to;
  }

  private static boolean ofConnection(AsciiString name) {
    return HttpHeaderNames.CONNECTION.contentEquals(name)
        || HttpHeaderNames.TRANSFER_ENCODING.contentEquals(name)
        || HttpHeaderNames.UPGRADE.contentEquals(name)
        || KEEP_ALIVE.contentEquals(name)
        || PROXY_CONNECTION.contentEquals(name);
  }
}
