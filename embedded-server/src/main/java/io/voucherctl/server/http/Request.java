package io.voucherctl.server.http;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One whole request, as a {@link Handler} sees it.
 *
 * @param pathValues the template's {@code {names}}, percent-decoded after the path was split
 * @param query decoded query parameters
 * @param body empty when there was none; bounded by the server's options
 */
@SuppressWarnings("ArrayRecordComponent") // handed over, never shared or compared
public record Request(RequestHead head, Map<String, String> pathValues, Query query, byte[] body) {

  public String method() {
    return head.method();
  }

  public @Nullable String header(String name) {
    return head.header(name);
  }

  /** A value of the route template that is certain to be there. */
  public String path(String name) {
    String value = pathValues.get(name);
    if (value == null) {
      throw new IllegalArgumentException("the route has no {" + name + "}");
    }
    return value;
  }
}
