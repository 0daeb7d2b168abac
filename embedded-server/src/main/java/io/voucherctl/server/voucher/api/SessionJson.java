package io.voucherctl.server.voucher.api;

import com.fasterxml.jackson.core.JsonGenerator;
import io.voucherctl.server.voucher.domain.Session;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Sessions on the wire. */
final class SessionJson {
  private SessionJson() {}

  /** The property {@code session}, when there is one. */
  static void write(JsonGenerator out, @Nullable Session session) throws IOException {
    if (session == null) {
      return;
    }
    out.writeObjectFieldStart("session");
    out.writeStringField("key", session.key());
    out.writeStringField("type", "LOCK");
    out.writeNumberField("ttl", session.ttl());
    out.writeStringField("ttl_unit", session.unit().name());
    out.writeEndObject();
  }
}
