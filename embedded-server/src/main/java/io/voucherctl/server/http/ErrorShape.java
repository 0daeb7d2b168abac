package io.voucherctl.server.http;

/**
 * Words the refusals that HTTP itself makes necessary (400, 404, 405, 408, 413, 414, 417, 431, 500,
 * 501, 502, 505) in the JSON of the API behind it. Called on any thread, must not block.
 */
@FunctionalInterface
public interface ErrorShape {
  /**
   * The whole answer for one refusal.
   *
   * @param head what is known of the request; of a malformed one that may be very little
   */
  Response error(int status, String message, RequestHead head);
}
