package io.voucherctl.server.cluster;

import io.voucherctl.server.http.Request;
import java.util.Locale;

/** Which bodies are taken. */
final class MediaTypes {
  static final String JSON = "application/json";
  static final String MERGE_PATCH = "application/merge-patch+json";
  static final String JSON_PATCH = "application/json-patch+json";
  static final String STRATEGIC_PATCH = "application/strategic-merge-patch+json";

  private MediaTypes() {}

  /** The body's media type without parameters, in lower case; empty when none is named. */
  static String of(Request request) {
    String header = request.header("content-type");
    if (header == null) {
      return "";
    }
    int end = header.indexOf(';');
    return (end < 0 ? header : header.substring(0, end)).strip().toLowerCase(Locale.ROOT);
  }

  /** Refuses (415) any body that says it is something other than JSON. */
  static void requireJson(Request request) {
    String type = of(request);
    if (!type.isEmpty() && !type.equals(JSON)) {
      throw StatusException.unsupportedMediaType(
          "the body of the request is "
              + type
              + ", which this server does not read; send application/json"
              + " (kubectl does with create -f)");
    }
  }

  static StatusException notAPatch(String type) {
    return StatusException.unsupportedMediaType(
        "the patch is "
            + (type.isEmpty() ? "of no named type" : type)
            + ", which this server does not read; send "
            + String.join(", ", MERGE_PATCH, JSON_PATCH, STRATEGIC_PATCH));
  }
}
