package io.voucherctl.commands.serve;

import io.voucherctl.commands.console.Talk;
import io.voucherctl.commands.console.View;
import io.voucherctl.commands.serve.demo.DemoReport;
import org.jspecify.annotations.Nullable;

/** What a person wants to know of a region that is up. */
final class ServeView {
  /** Lines that a shell can read, so that a second terminal needs no flags. */
  static final View<RegionAddress> ADDRESS =
      (address, page) -> {
        page.line("export VOUCHERCTL_TARGET=" + quoted(address.gatewayUrl()));
        page.line("export VOUCHERCTL_TENANTS=" + quoted(address.tenantsFile()));
        page.line("export VOUCHERCTL_KUBECONFIG=" + quoted(address.kubeconfig()));
      };

  private ServeView() {}

  static String ready(Region region) {
    return "ready: "
        + region.address().gatewayUrl()
        + ", "
        + region.gateways()
        + (region.gateways() == 1 ? " gateway" : " gateways")
        + ", logs in "
        + region.address().stateDir()
        + "/pods; stop with Ctrl-C";
  }

  /** The demo data in one line, and a warning for what of it is missing. */
  static void tell(@Nullable DemoReport demo, Talk talk) {
    if (demo == null) {
      return;
    }
    demo.warnings().forEach(talk::warn);
    String line = demo.line();
    if (line != null) {
      talk.note(line);
    }
  }

  private static String quoted(String text) {
    return text.matches("[A-Za-z0-9_./:-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
  }
}
