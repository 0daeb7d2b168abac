package io.voucherctl.commands.serve;

import static org.assertj.core.api.Assertions.assertThat;

import io.voucherctl.commands.Golden;
import io.voucherctl.commands.console.Page;
import io.voucherctl.commands.serve.demo.DemoReport;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServeViewTest {
  @Test
  void anAddressLooksTheSameOnATerminalInAPipeAndAsJson() throws Exception {
    Golden.check("serve/region", address("/tmp/region"), ServeView.ADDRESS);
  }

  @Test
  void aPathWithASpaceIsQuoted() {
    assertThat(text(address("/my region")))
        .contains("export VOUCHERCTL_KUBECONFIG='/my region/kubeconfig'\n");
  }

  @Timeout(10)
  @ParameterizedTest
  @ValueSource(strings = {"/tmp/plain", "/a b", "/it's", "/$HOME`id`\"x\"", "/a\\b", "/ü*?~;&|"})
  void aShellReadsThePathThatWasMeant(String directory) throws Exception {
    String script = text(address(directory)) + "printf %s \"$VOUCHERCTL_KUBECONFIG\"";
    Process shell = new ProcessBuilder("sh", "-c", script).redirectErrorStream(true).start();
    shell.getOutputStream().close();
    assertThat(new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
        .isEqualTo(directory + "/kubeconfig");
    assertThat(shell.waitFor()).isZero();
  }

  @Test
  void theReadyLineCountsItsGateways() {
    assertThat(ServeView.ready(new Region(address("/s"), 1, null, new RegionParts())))
        .isEqualTo("ready: http://127.0.0.1:8080, 1 gateway, logs in /s/pods; stop with Ctrl-C");
    assertThat(ServeView.ready(new Region(address("/s"), 2, null, new RegionParts())))
        .contains("2 gateways");
  }

  private static RegionAddress address(String directory) {
    return new RegionAddress(
        RegionAddress.SCHEMA,
        "http://127.0.0.1:8080",
        directory + "/kubeconfig",
        directory + "/tenants.yaml",
        directory,
        "memory",
        new DemoReport.Summary(
            1, List.of(new DemoReport.Codes("acme", List.of("WELCOME10", "SPRING-15")))));
  }

  private static String text(RegionAddress address) {
    StringWriter text = new StringWriter();
    ServeView.ADDRESS.show(
        address, new Page(new PrintWriter(text, true), false, false, Instant.EPOCH));
    return text.toString();
  }
}
