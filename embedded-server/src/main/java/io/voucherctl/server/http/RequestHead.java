package io.voucherctl.server.http;

import org.jspecify.annotations.Nullable;

/** Request line and headers, before any body. Cheap to make: a view, valid until the answer. */
public interface RequestHead {
  String method();

  /** The request target exactly as received: path, query, or an absolute URI. Never decoded. */
  String rawTarget();

  /** First value of a header, name case-insensitive; null when absent. */
  @Nullable String header(String name);
}
