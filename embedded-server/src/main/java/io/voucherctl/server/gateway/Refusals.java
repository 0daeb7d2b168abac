package io.voucherctl.server.gateway;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.voucherctl.server.http.Decision.UpstreamFailure;
import io.voucherctl.server.http.ErrorShape;
import io.voucherctl.server.http.RequestHead;
import io.voucherctl.server.http.Response;
import io.voucherctl.server.quota.Credentials;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.random.RandomGenerator;

/**
 * The gateway's own answers, in the voucher API's error shape. Composed without a mapper: a flood
 * must not pay for JSON.
 */
final class Refusals implements ErrorShape {
  private final RandomGenerator random;

  /**
   * @param random for request ids only; safe for all threads
   */
  Refusals(RandomGenerator random) {
    this.random = random;
  }

  Response unauthorized() {
    return refusal(401, "unauthorized", "Unauthorized", Credentials.LACKING);
  }

  /** The contract gives this body no details: what was run into stands in the headers. */
  Response tooManyRequests() {
    byte[] body = body(429, "too_many_requests", "Too many requests hit the API too quickly.", "");
    return Response.json(429, body);
  }

  /** For a client whose request may or may not have been carried out: it is never sent again. */
  Response upstream(UpstreamFailure failure) {
    return switch (failure) {
      case CONNECT -> unavailable(503, "The voucher API cannot be reached");
      case BROKEN -> unavailable(503, "The voucher API broke off before it answered");
      case TIMEOUT -> unavailable(504, "The voucher API did not answer in time");
    };
  }

  /** For a request that was not carried out. */
  Response overloaded(Shed shed) {
    return unavailable(503, shed.details())
        .with(RateLimitHeaders.RETRY_AFTER, Integer.toString(shed.retryAfterSeconds()));
  }

  /** The buckets of the fleet do not answer, and nobody is let in without them. */
  Response nobodyDecides() {
    return unavailable(503, "Quotas cannot be checked at the moment")
        .with(RateLimitHeaders.RETRY_AFTER, "1");
  }

  private Response unavailable(int status, String details) {
    return refusal(status, "service_unavailable", "Service Unavailable", details);
  }

  @Override
  public Response error(int status, String message, RequestHead head) {
    String key =
        switch (status) {
          case 404 -> "not_found";
          case 405 -> "method_not_allowed";
          case 413 -> "payload_too_large";
          case 500 -> "internal_server_error";
          default -> status < 500 ? "invalid_payload" : "service_unavailable";
        };
    return refusal(status, key, message, message);
  }

  private Response refusal(int status, String key, String message, String details) {
    return Response.json(
        status, body(status, key, quoted(message), ",\"details\":\"" + quoted(details) + "\""));
  }

  private byte[] body(int status, String key, String message, String more) {
    String text =
        "{\"code\":"
            + status
            + ",\"message\":\""
            + message
            + "\",\"key\":\""
            + key
            + "\",\"request_id\":\""
            + requestId()
            + "\""
            + more
            + "}";
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private String requestId() {
    HexFormat hex = HexFormat.of();
    return "v-" + hex.toHexDigits(random.nextLong()) + hex.toHexDigits((byte) random.nextInt());
  }

  private static String quoted(String text) {
    return new String(JsonStringEncoder.getInstance().quoteAsString(text));
  }
}
