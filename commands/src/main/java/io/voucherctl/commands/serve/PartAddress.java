package io.voucherctl.commands.serve;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.voucherctl.commands.console.View;
import io.voucherctl.server.gateway.GatewayPlan;
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
    return of(part, "http", Ports.HOST, port, store);
  }

  /** Of a gateway that took {@code port}. */
  static PartAddress of(GatewayPlan.Listen listen, int port) {
    String scheme = listen.tls() == null ? "http" : "https";
    String host = listen.host().contains(":") ? "[" + listen.host() + "]" : listen.host();
    return of("gateway", scheme, host, port, null);
  }

  private static PartAddress of(
      String part, String scheme, String host, int port, @Nullable String store) {
    return new PartAddress(
        "voucherctl.serve-part/v1", part, scheme + "://" + host + ":" + port, store);
  }
}
