package io.voucherctl.server.http;

import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Objects;

/** Rewrites heads on their way through the proxy, in place. */
final class Headers {
  private Headers() {}

  /** From the client's head to the one the upstream gets. */
  static void toUpstream(HttpRequest request, Decision.Forward forward, Client client) {
    HttpHeaders headers = request.headers();
    HopByHop.strip(headers);
    originForm(request, forward.upstream());
    remove(headers, forward.dropRequestHeaders());
    Ambiguous.drop(headers);
    tellWhoAsks(headers, client.forwarded());
    set(headers, forward.setRequestHeaders());
  }

  /**
   * Who is behind us reads X-Forwarded-For from its right end, where each proxy wrote whom it saw;
   * what a client claims stays to the left of that, because a front's word must not be lost.
   * Forwarded, which nobody here writes, would be a claim alone.
   */
  private static void tellWhoAsks(HttpHeaders headers, Forwarded forwarded) {
    String host = Objects.requireNonNull(HeaderName.HOST.first(headers), "no host");
    List<String> claims =
        HeaderName.FORWARDED_FOR.isIn(headers)
            ? headers.getAll(HeaderName.FORWARDED_FOR.text())
            : List.of();
    HeaderName.FORWARDED.drop(headers);
    set(headers, claims.isEmpty() ? forwarded.lines(host) : forwarded.lines(host, claims));
  }

  /**
   * From the upstream's head to the one the client gets.
   *
   * @return whether the end of the body can be told without closing the connection
   */
  static boolean toClient(
      HttpResponse response, HttpRequest request, Decision.Forward forward, boolean chunks) {
    HttpHeaders headers = response.headers();
    HopByHop.strip(headers);
    set(headers, forward.setResponseHeaders());
    response.setProtocolVersion(HttpVersion.HTTP_1_1);
    int status = response.status().code();
    if (status == 204 && HeaderName.CONTENT_LENGTH.isIn(headers)) {
      headers.set(HttpHeaderNames.CONTENT_LENGTH, HttpHeaderValues.ZERO); // whatever it claimed
    }
    if (isBodiless(status, request) || HeaderName.CONTENT_LENGTH.isIn(headers)) {
      return true;
    }
    if (chunks) {
      headers.set(HttpHeaderNames.TRANSFER_ENCODING, HttpHeaderValues.CHUNKED);
    } else {
      headers.remove(HttpHeaderNames.TRANSFER_ENCODING);
    }
    return chunks;
  }

  private static boolean isBodiless(int status, HttpRequest request) {
    return status == 204 || status == 304 || request.method().equals(HttpMethod.HEAD);
  }

  /** Trailers are not passed on: no one behind would know where they came from. */
  static HttpContent withoutTrailers(HttpContent content) {
    return content instanceof LastHttpContent last && !last.trailingHeaders().isEmpty()
        ? new DefaultLastHttpContent(last.content())
        : content;
  }

  /** Whether the connection that a message came on stays open behind it (RFC 9112, 9.3). */
  static boolean keepAlive(HttpMessage message) {
    HttpHeaders headers = message.headers();
    return HeaderName.CONNECTION.isIn(headers)
        ? HeaderName.CONNECTION.saysOnly(headers, HttpHeaderValues.KEEP_ALIVE)
            || HttpUtil.isKeepAlive(message)
        : message.protocolVersion().isKeepAliveDefault();
  }

  /** Replaces the lines of the same names. */
  static void set(HttpHeaders headers, HeaderLines lines) {
    if (headers instanceof WireHeaders wire) {
      wire.set(lines);
    } else {
      for (int i = 0; i < lines.size(); i++) {
        headers.set(lines.names().name(i), lines.value(i));
      }
    }
  }

  static void remove(HttpHeaders headers, HeaderNames names) {
    if (headers instanceof WireHeaders wire) {
      wire.drop(names);
    } else {
      names.toList().forEach(headers::remove);
    }
  }

  private static void originForm(HttpRequest request, InetSocketAddress upstream) {
    HttpHeaders headers = request.headers();
    String target = request.uri();
    if (request.protocolVersion().minorVersion() == 0) {
      request.setProtocolVersion(HttpVersion.HTTP_1_1);
      headers.remove(HttpHeaderNames.EXPECT);
      if (!HeaderName.HOST.isIn(headers)) {
        headers.set(HttpHeaderNames.HOST, upstream.getHostString() + ":" + upstream.getPort());
      }
    }
    if (target.startsWith("/") || target.equals("*")) {
      return;
    }
    int path = RawTarget.pathStart(target);
    headers.set(HttpHeaderNames.HOST, Authority.of(target));
    String rest = target.substring(path);
    request.setUri(rest.startsWith("/") ? rest : "/" + rest);
  }
}
