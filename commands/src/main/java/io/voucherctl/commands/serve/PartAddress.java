package io.voucherctl.commands.serve;

import io.voucherctl.commands.console.View;

/** Where one part that runs alone is found. */
record PartAddress(String schema, String part, String url) {
  static final View<PartAddress> VIEW =
      (address, page) -> page.line(address.part() + " " + address.url());

  static PartAddress of(String part, int port) {
    return new PartAddress("voucherctl.serve-part/v1", part, "http://127.0.0.1:" + port);
  }
}
