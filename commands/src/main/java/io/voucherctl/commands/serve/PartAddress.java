package io.voucherctl.commands.serve;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.voucherctl.commands.console.View;
import org.jspecify.annotations.Nullable;

/**
 * Where one part that runs alone is found.
 *
 * @param store what keeps the vouchers; left out of a part without any
 */
record PartAddress(
    String schema,
    String part,
    String url,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String store) {
  static final View<PartAddress> VIEW =
      (address, page) -> page.line(address.part() + " " + address.url());

  static PartAddress of(String part, int port, @Nullable String store) {
    return of(part, "http", port, store);
  }

  static PartAddress of(String part, String scheme, int port, @Nullable String store) {
    return new PartAddress(
        "voucherctl.serve-part/v1", part, scheme + "://" + Ports.HOST + ":" + port, store);
  }
}
