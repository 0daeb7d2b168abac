package io.voucherctl.server.voucher.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
final class StoreAddressTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:postgresql://db/shop?password=hunter2",
        "jdbc:postgresql://db/shop?ssl=true&PassWord=hunter2",
        "jdbc:postgresql://db/shop?sslpassword=hunter2",
        "jdbc:postgresql://me:hunter2@db/shop",
        "jdbc:postgresql://db:hunter2/shop",
        "jdbc:mysql://db/shop?password=hunter2",
        "postgres://me:hunter2@db/shop",
      })
  void aUrlWithCredentialsOrOfAnotherDatabaseIsRefusedWithoutRepeatingIt(String url) {
    assertThatThrownBy(() -> new StoreAddress.Postgres(url, null, null))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("store's URL")
        .message()
        .doesNotContain("hunter2");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:postgresql://db/shop",
        "jdbc:postgresql://one:5432,two:5433/shop?sslmode=verify-full&user=me",
        "jdbc:postgresql://[::1]:5432/shop",
      })
  void aUrlWithoutCredentialsIsTaken(String url) {
    StoreAddress.Postgres address = new StoreAddress.Postgres(url, "me", "hunter2");
    assertThat(address.toString()).doesNotContain("hunter2").doesNotContain("?");
  }

  @Test
  void aServerThatIsAwayIsSaidInOneLine() throws IOException {
    int port;
    try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = closed.getLocalPort();
    }
    assertThatThrownBy(() -> open(port))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("cannot open the voucher store at jdbc:postgresql://127.0.0.1:")
        .message()
        .contains("refused")
        .doesNotContain("\n")
        .doesNotContain("hunter2");
  }

  @Test
  void aServerThatNeverAnswersIsNotWaitedForForever() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThatThrownBy(() -> open(silent.getLocalPort())).isInstanceOf(IOException.class);
    }
  }

  private static VoucherStore open(int port) throws IOException {
    return VoucherStore.open(
        new StoreAddress.Postgres(
            "jdbc:postgresql://127.0.0.1:" + port + "/shop", "me", "hunter2"));
  }
}
