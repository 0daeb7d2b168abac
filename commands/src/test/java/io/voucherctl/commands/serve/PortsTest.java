package io.voucherctl.commands.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.voucherctl.commands.exit.ExitCode;
import io.voucherctl.commands.exit.Failure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PortsTest {
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 65_535})
  void aPortIsHandedBack(int port) {
    assertThat(Ports.require(port)).isEqualTo(port);
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 65_536})
  void whatIsNoPortIsBadInput(int port) {
    assertThatThrownBy(() -> Ports.require(port))
        .isInstanceOf(Failure.BadInput.class)
        .hasMessage("a port is 0 to 65535, not " + port);
  }

  @Test
  void aPortInUseIsBadInput() throws Exception {
    try (ServerSocket taken = listen(0)) {
      assertThatThrownBy(() -> Ports.bound(() -> listen(taken.getLocalPort())))
          .isInstanceOfSatisfying(
              Failure.BadInput.class,
              failure ->
                  assertThat(failure.hint()).isEqualTo("choose another port, or 0 for a free one"));
    }
  }

  @Test
  void anythingElseThatGoesWrongIsBroken() {
    assertThatThrownBy(() ->
            Ports.bound(() -> {
              throw new IOException("the disk is full");
            }))
        .isInstanceOfSatisfying(
            Failure.Broken.class,
            failure -> {
              assertThat(failure.line()).isEqualTo("the disk is full");
              assertThat(failure.code()).isEqualTo(ExitCode.FAILED);
            });
  }

  @Test
  void aLastingPortIsBelowThoseOfOutgoingConnectionsAndNeverATakenOne() throws Exception {
    int first = Ports.lasting(() -> 0);
    assertThat(first).isBetween(32_000, 32_767);
    try (ServerSocket _ = listen(first)) {
      assertThat(Ports.lasting(() -> 0)).isNotEqualTo(first).isBetween(32_000, 32_767);
    }
  }

  private static ServerSocket listen(int port) throws IOException {
    return new ServerSocket(port, 1, InetAddress.ofLiteral(Ports.HOST));
  }
}
