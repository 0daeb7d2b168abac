package io.voucherctl.server.voucher.api;

import com.fasterxml.jackson.core.JsonGenerator;
import io.voucherctl.server.http.Response;
import io.voucherctl.server.voucher.domain.AsyncAction;
import io.voucherctl.server.voucher.domain.AsyncAction.Status;
import java.io.IOException;

/** Async actions on the wire. */
final class AsyncActionJson {
  private AsyncActionJson() {}

  /** 202: the caller can look up what became of it. */
  static Response accepted(Json json, String id) {
    return Response.json(
        202,
        json.bytes(out -> {
          out.writeStartObject();
          out.writeStringField("async_action_id", id);
          out.writeEndObject();
        }));
  }

  static void write(JsonGenerator out, AsyncAction action) throws IOException {
    out.writeStartObject();
    out.writeStringField("id", action.id());
    out.writeStringField("type", action.type());
    out.writeStringField("status", action.status().name());
    out.writeStringField(
        "operation_status", action.status() == Status.DONE ? "SUCCESS" : action.status().name());
    VoucherJson.raw(out, "result", action.result());
    VoucherJson.time(out, "created_at", action.createdAt());
    VoucherJson.time(out, "updated_at", action.updatedAt());
    out.writeStringField("object", "async_action");
    out.writeEndObject();
  }
}
