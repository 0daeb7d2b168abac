package io.voucherctl.server.cluster;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voucherctl.server.http.ErrorShape;
import io.voucherctl.server.http.RequestHead;
import io.voucherctl.server.http.Response;

/** Words HTTP's own refusals as {@code Status} objects too. */
final class StatusErrors implements ErrorShape {
  @Override
  public Response error(int status, String message, RequestHead head) {
    return response(new StatusException(status, reason(status), words(status, message)));
  }

  static Response response(StatusException refusal) {
    Response response = Response.json(refusal.code(), Json.bytes(refusal.status(), false));
    return refusal.code() == 429 ? response.with("retry-after", "1") : response;
  }

  /** What a deletion is answered with when nothing is left to show. */
  static ObjectNode deleted(ResourceType type, ObjectNode object) {
    ObjectNode status = Json.object();
    status.put("kind", "Status");
    status.put("apiVersion", "v1");
    status.putObject("metadata");
    status.put("status", "Success");
    ObjectNode details = status.putObject("details");
    details.put("name", ObjectMeta.name(object));
    if (!type.group().isEmpty()) {
      details.put("group", type.group());
    }
    details.put("kind", type.plural());
    details.put("uid", ObjectMeta.uid(object));
    return status;
  }

  private static String words(int status, String message) {
    return status == 404 ? "the server could not find the requested resource" : message;
  }

  private static String reason(int status) {
    return switch (status) {
      case 400, 414, 417, 431, 501, 505 -> "BadRequest";
      case 401 -> "Unauthorized";
      case 404 -> "NotFound";
      case 405 -> "MethodNotAllowed";
      case 408 -> "Timeout";
      case 413 -> "RequestEntityTooLarge";
      default -> "InternalError";
    };
  }
}
