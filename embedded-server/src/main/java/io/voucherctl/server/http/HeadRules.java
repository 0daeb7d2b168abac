package io.voucherctl.server.http;

import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.netty.handler.timeout.ReadTimeoutException;
import java.util.List;

/** What a request head must keep to before anybody looks at it (RFC 9112). */
final class HeadRules {
  private HeadRules() {}

  /** Status of the refusal; 0 for a sound head. */
  static int fault(HttpRequest request) {
    if (request.decoderResult().isFailure()) {
      return decoderFault(request.decoderResult().cause());
    }
    HttpVersion version = request.protocolVersion();
    if (version.majorVersion() != 1) {
      return 505;
    }
    HttpHeaders headers = request.headers();
    if (request.method().equals(HttpMethod.CONNECT)) {
      return 501;
    }
    if (!RawTarget.printable(request.uri())
        || (RawTarget.pathStart(request.uri()) < 0 && !request.uri().equals("*"))) {
      return 400;
    }
    if (!Authority.sound(request)) {
      return 400;
    }
    int framing = framingFault(headers, version);
    return framing == 0 && version.minorVersion() > 0 ? expectationFault(headers) : framing;
  }

  /** Stands for a request whose head did not come in time. */
  static HttpRequest late() {
    HttpRequest none = new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, "/");
    none.setDecoderResult(DecoderResult.failure(ReadTimeoutException.INSTANCE));
    return none;
  }

  static String message(int status) {
    return switch (status) {
      case 408 -> "the request came too slowly";
      case 413 -> "the request body is too large";
      case 414 -> "the request target is too long";
      case 417 -> "only 100-continue can be expected";
      case 431 -> "the request headers are too large";
      case 500 -> "internal error";
      case 503 -> "too many requests are under way";
      case 502 -> "the upstream failed";
      case 501 -> "not implemented here";
      case 505 -> "only HTTP/1.0 and HTTP/1.1 are spoken here";
      default -> "the request is malformed";
    };
  }

  private static int decoderFault(Throwable cause) {
    if (cause instanceof TooLongHttpLineException) {
      return 414;
    }
    if (cause instanceof ReadTimeoutException) {
      return 408;
    }
    return cause instanceof TooLongHttpHeaderException ? 431 : 400;
  }

  /** Whether an upstream's answer can be passed on by one who knows nothing more than chunks. */
  static boolean sound(HttpResponse response) {
    int status = response.status().code();
    if (response.decoderResult().isFailure() || status < 100 || status > 999 || status == 101) {
      return false;
    }
    String coding = HeaderName.TRANSFER_ENCODING.first(response.headers());
    return coding == null || HttpHeaderValues.CHUNKED.contentEqualsIgnoreCase(coding);
  }

  private static int expectationFault(HttpHeaders headers) {
    String expected = HeaderName.EXPECT.first(headers);
    return expected == null || HttpHeaderValues.CONTINUE.contentEqualsIgnoreCase(expected)
        ? 0
        : 417;
  }

  /** What a proxy refuses on top: it carries no other protocol. An h2c offer may be ignored. */
  static int upgradeFault(HttpHeaders headers) {
    String protocol = HeaderName.UPGRADE.first(headers);
    return protocol == null || protocol.strip().equalsIgnoreCase("h2c") ? 0 : 501;
  }

  private static int framingFault(HttpHeaders headers, HttpVersion version) {
    int lengths = HeaderName.CONTENT_LENGTH.count(headers);
    if (lengths > 1) {
      return 400;
    }
    if (!HeaderName.TRANSFER_ENCODING.isIn(headers)) {
      return 0;
    }
    List<String> codings = headers.getAll(HttpHeaderNames.TRANSFER_ENCODING);
    if (version.minorVersion() == 0 || codings.size() > 1 || lengths > 0) {
      return 400;
    }
    return HttpHeaderValues.CHUNKED.contentEqualsIgnoreCase(codings.getFirst()) ? 0 : 501;
  }
}
