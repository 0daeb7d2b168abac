package io.voucherctl.server.voucher.api;

import com.fasterxml.jackson.core.JsonGenerator;
import io.voucherctl.server.http.Response;
import io.voucherctl.server.voucher.store.Listing.Page;
import java.io.IOException;

/** Lists on the wire. */
final class Lists {
  private Lists() {}

  /** Writes one row. */
  @FunctionalInterface
  interface Entry<T> {
    void write(JsonGenerator out, T row) throws IOException;
  }

  /** The rows of a page under their name, and the total of all pages. */
  static <T> Response answer(Json json, String name, Page<T> page, Entry<T> entry) {
    return answer(json, name, page, entry, _ -> {});
  }

  /** The same with further fields at the end. */
  static <T> Response answer(
      Json json, String name, Page<T> page, Entry<T> entry, Json.Writer more) {
    return Response.json(
        200,
        json.bytes(out -> {
          out.writeStartObject();
          out.writeStringField("object", "list");
          out.writeStringField("data_ref", name);
          out.writeArrayFieldStart(name);
          for (T row : page.rows()) {
            entry.write(out, row);
          }
          out.writeEndArray();
          out.writeNumberField("total", page.total());
          more.write(out);
          out.writeEndObject();
        }));
  }
}
