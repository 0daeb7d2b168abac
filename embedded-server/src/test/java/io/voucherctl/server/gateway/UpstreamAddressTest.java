package io.voucherctl.server.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class UpstreamAddressTest {
  private static final InetAddress ONE = InetAddress.ofLiteral("127.0.0.1");
  private static final InetAddress TWO = InetAddress.ofLiteral("127.0.0.2");

  private final Semaphore asked = new Semaphore(0);
  private volatile InetAddress[] known = {ONE, TWO};

  private InetAddress[] names(String host) throws UnknownHostException {
    asked.release();
    if (known.length == 0) {
      throw new UnknownHostException(host);
    }
    return known;
  }

  private UpstreamAddress address() throws Exception {
    UpstreamAddress address = UpstreamAddress.of("api", 8081, this::names);
    asked.acquire();
    return address;
  }

  private static InetSocketAddress at(InetAddress address) {
    return new InetSocketAddress(address, 8081);
  }

  /** Fails with the address in use until another is. */
  private static void leave(UpstreamAddress address, InetAddress failed) throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (address.current().equals(at(failed)) && System.nanoTime() < end) {
      address.failed(at(failed));
      Thread.onSpinWait();
    }
  }

  @Test
  void takesTheNextAddressWhenOneFails() throws Exception {
    UpstreamAddress address = address();
    assertThat(address.current()).isEqualTo(at(ONE));
    leave(address, ONE);
    assertThat(address.current()).isEqualTo(at(TWO));
    leave(address, TWO);
    assertThat(address.current()).isEqualTo(at(ONE));
  }

  @Test
  void followsANameThatHasMoved() throws Exception {
    UpstreamAddress address = address();
    known = new InetAddress[] {TWO};
    leave(address, ONE);
    assertThat(address.current()).isEqualTo(at(TWO));
  }

  @Test
  void staysWhereItIsWhileThereIsNoOtherPlace() throws Exception {
    UpstreamAddress address = address();
    known = new InetAddress[] {};
    address.failed(at(ONE));
    assertThat(asked.tryAcquire(10, TimeUnit.SECONDS)).isTrue();
    assertThat(address.current()).isEqualTo(at(ONE));
    assertThatThrownBy(() -> UpstreamAddress.of("api", 8081, this::names))
        .isInstanceOf(UnknownHostException.class);
  }

  @Test
  void doesNotAskForAnAddressThatWasLeftAlready() throws Exception {
    UpstreamAddress address = address();
    address.failed(at(TWO));
    assertThat(asked.tryAcquire()).isFalse();
    assertThat(address.current()).isEqualTo(at(ONE));
  }
}
