package io.voucherctl.server.gateway;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.voucherctl.server.http.Decision.UpstreamFailure;
import io.voucherctl.server.http.ErrorShape;
import io.voucherctl.server.http.RequestHead;
import io.voucherctl.server.http.Response;
import io.voucherctl.server.quota.Credentials;
import java.nio.charset.StandardCharsets;
import java.util.random.RandomGenerator;

/**
 * The gateway's own answers, in the voucher API's error shape. Composed without a mapper: a flood
 * must not pay for JSON.
 */
final class Refusals implements ErrorShape {
  private static final String NO_ID = "0".repeat(RequestIds.DIGITS);

  /** What a flood is answered, put together but for the id. */
  private static final String LIMITED =
      text(429, "too_many_requests", "Too many requests hit the API too quickly.", NO_ID, "");

  private static final int LIMITED_ID = LIMITED.indexOf(NO_ID);

  private final RequestIds ids;
  private final byte[] limited = LIMITED.getBytes(StandardCharsets.UTF_8);

  /**
   * @param random says where request ids begin
   */
  Refusals(RandomGenerator random) {
    this.ids = new RequestIds(random);
  }

  Response unauthorized() {
    return refusal(401, "unauthorized", "Unauthorized", Credentials.LACKING);
  }

  /** The contract gives this body no details: what was run into stands in the headers. */
  Response tooManyRequests() {
    byte[] body = limited.clone();
    ids.write(body, LIMITED_ID);
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
    byte[] id = new byte[RequestIds.DIGITS];
    ids.write(id, 0);
    String more = ",\"details\":\"" + quoted(details) + "\"";
    String text =
        text(status, key, quoted(message), new String(id, StandardCharsets.US_ASCII), more);
    return Response.json(status, text.getBytes(StandardCharsets.UTF_8));
  }

  private static String text(int status, String key, String message, String id, String more) {
    return "{\"code\":"
        + status
        + ",\"message\":\""
        + message
        + "\",\"key\":\""
        + key
        + "\",\"request_id\":\"v-"
        + id
        + "\""
        + more
        + "}";
  }

  private static String quoted(String text) {
    return new String(JsonStringEncoder.getInstance().quoteAsString(text));
  }
}
