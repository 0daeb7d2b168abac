package io.voucherctl.server.http;

import java.nio.charset.StandardCharsets;

/** The error shape of the tests. */
final class Errors {
  private Errors() {}

  static Response shape(int status, String message, RequestHead head) {
    return Response.json(
        status, "{\"code\":%d}".formatted(status).getBytes(StandardCharsets.UTF_8));
  }
}
