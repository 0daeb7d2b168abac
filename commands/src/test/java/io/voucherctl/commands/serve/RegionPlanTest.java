package io.voucherctl.commands.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.voucherctl.commands.exit.Failure;
import io.voucherctl.commands.time.Durations;
import io.voucherctl.server.gateway.OverloadLimits;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RegionPlanTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0, 64Mi, 10s",
    "20, 65535, 1Gi, 100ms",
    "1, 8080, 128M, 1s",
    "2, 1, 9999999G, 9s999ms"
  })
  void aPlanWithinItsBoundsIsTaken(int gateways, int port, String memory, String unit) {
    assertThat(plan(gateways, port, memory, unit).gatewayMemory()).isEqualTo(memory);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "-1 | 0 | 64Mi | 10s | --gateways must be 0 to 20, not -1: each is a process of its own",
        "21 | 0 | 64Mi | 10s | --gateways must be 0 to 20, not 21: each is a process of its own",
        "1 | -1 | 64Mi | 10s | a port is 0 to 65535, not -1",
        "1 | 65536 | 64Mi | 10s | a port is 0 to 65535, not 65536",
        "1 | 0 | 64 | 10s | '64' is not a memory size",
        "1 | 0 | 0Mi | 10s | '0Mi' is not a memory size",
        "1 | 0 | 64MB | 10s | '64MB' is not a memory size",
        "1 | 0 | 1.5Gi | 10s | '1.5Gi' is not a memory size",
        "1 | 0 | 64Mi}, x: {y: 1 | 10s | '64Mi}, x: {y: 1' is not a memory size",
        "1 | 0 | 64Mi | 99ms | --back-off-unit must be 100ms to 10s",
        "1 | 0 | 64Mi | 10s1ms | --back-off-unit must be 100ms to 10s"
      })
  void whatIsOutOfBoundsIsBadInput(
      int gateways, int port, String memory, String unit, String line) {
    assertThatThrownBy(() -> plan(gateways, port, memory, unit))
        .isInstanceOf(Failure.BadInput.class)
        .hasMessage(line);
  }

  private static RegionPlan plan(int gateways, int port, String memory, String unit) {
    return new RegionPlan(
        gateways,
        port,
        new ApiPart(1, null, null),
        null,
        null,
        false,
        OverloadLimits.DEFAULTS,
        memory,
        Durations.parse(unit),
        null);
  }
}
