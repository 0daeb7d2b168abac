package io.voucherctl.server.voucher.api;

import io.voucherctl.server.http.ErrorShape;
import io.voucherctl.server.http.RequestHead;
import io.voucherctl.server.http.Response;
import io.voucherctl.server.voucher.domain.Ids;
import io.voucherctl.server.voucher.domain.Refusal;
import io.voucherctl.server.voucher.domain.Refused;
import io.voucherctl.server.voucher.work.Outcome;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Errors in the shape of the voucher API. */
final class Errors implements ErrorShape {
  private final Json json;
  private final Ids ids;

  Errors(Json json, Ids ids) {
    this.json = json;
    this.ids = ids;
  }

  Response of(Refused why) {
    return answer(
        why.refusal().status(), why.refusal(), why.details(), why.resourceId(), why.resourceType());
  }

  /** The answer to what was done, or the error of what was refused. */
  <T> Response of(Outcome<T> outcome, Function<T, Response> done) {
    return switch (outcome) {
      case Outcome.Done<T>(T result) -> done.apply(result);
      case Outcome.Failed<T>(Refused why) -> of(why);
    };
  }

  /** What HTTP itself refuses. */
  @Override
  public Response error(int status, String message, RequestHead head) {
    return answer(status, refusal(status), message, null, null);
  }

  String requestId() {
    return ids.request();
  }

  private static Refusal refusal(int status) {
    return switch (status) {
      case 404 -> Refusal.NOT_FOUND;
      case 405 -> Refusal.METHOD_NOT_ALLOWED;
      case 413 -> Refusal.PAYLOAD_TOO_LARGE;
      case 503 -> Refusal.SERVICE_UNAVAILABLE;
      default -> status < 500 ? Refusal.INVALID_PAYLOAD : Refusal.INTERNAL_SERVER_ERROR;
    };
  }

  private Response answer(
      int status,
      Refusal refusal,
      String details,
      @Nullable String resourceId,
      @Nullable String resourceType) {
    return Response.json(
        status,
        json.bytes(out -> {
          out.writeStartObject();
          out.writeNumberField("code", status);
          out.writeStringField("key", refusal.key());
          out.writeStringField("message", refusal.message());
          out.writeStringField("details", details);
          out.writeStringField("request_id", requestId());
          if (resourceId != null) {
            out.writeStringField("resource_id", resourceId);
          }
          if (resourceType != null) {
            out.writeStringField("resource_type", resourceType);
          }
          out.writeEndObject();
        }));
  }
}
