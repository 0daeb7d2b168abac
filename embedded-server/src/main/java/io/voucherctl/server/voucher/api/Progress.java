package io.voucherctl.server.voucher.api;

import com.fasterxml.jackson.core.JsonGenerator;
import io.voucherctl.server.voucher.domain.Refused;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How far an errand is, as its async action tells it. For one thread. */
final class Progress {
  private static final int MOST_REPORTED = 100;

  private final List<String> duplicates = new ArrayList<>();
  private long done;
  private long failed;

  void done(long more) {
    done += more;
  }

  /** Counts codes that were taken; the first hundred are kept. */
  void failed(List<String> codes) {
    failed += codes.size();
    codes.stream().limit(MOST_REPORTED - duplicates.size()).forEach(duplicates::add);
  }

  void write(JsonGenerator out, @Nullable Refused why) throws IOException {
    out.writeStartObject();
    out.writeNumberField("done_count", done);
    out.writeNumberField("failed_count", failed);
    out.writeArrayFieldStart("duplicates");
    for (String code : duplicates) {
      out.writeString(code);
    }
    out.writeEndArray();
    if (why != null) {
      out.writeObjectFieldStart("error");
      out.writeStringField("key", why.refusal().key());
      out.writeStringField("message", why.refusal().message());
      out.writeStringField("details", why.details());
      out.writeEndObject();
    }
    out.writeEndObject();
  }
}
