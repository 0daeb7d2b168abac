package io.voucherctl.commands.serve;

import io.voucherctl.commands.exit.Failure;
import io.voucherctl.server.http.TlsException;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.random.RandomGenerator;

/** Ports of 127.0.0.1. */
public final class Ports {
  public static final String HOST = "127.0.0.1";

  private static final int HIGHEST = 65_535;

  /** Between the kubelet's own ports and Linux' ephemeral ones. */
  private static final int FIRST = 32_000;

  private static final int COUNT = 768;

  private Ports() {}

  static int require(int port) {
    if (port < 0 || port > HIGHEST) {
      throw new Failure.BadInput("a port is 0 to " + HIGHEST + ", not " + port);
    }
    return port;
  }

  /** Something that binds a port, and what to say when it cannot. */
  @FunctionalInterface
  public interface Binding<T> {
    T bind() throws IOException;
  }

  /** Binds; a port in use, or a certificate that is none, is the caller's bad input. */
  public static <T> T bound(Binding<T> binding) {
    try {
      return binding.bind();
    } catch (BindException e) {
      throw new Failure.BadInput(
          String.valueOf(e.getMessage()), "choose another port, or 0 for a free one");
    } catch (TlsException e) {
      throw new Failure.BadInput(
          String.valueOf(e.getMessage()), "PEM: a chain, own certificate first, and a PKCS#8 key");
    } catch (IOException e) {
      throw new Failure.Broken(String.valueOf(e.getMessage()), null, e);
    }
  }

  /** A port that nobody listens on now, and that no outgoing connection will take. */
  static int lasting(RandomGenerator random) {
    int start = random.nextInt(COUNT);
    for (int i = 0; i < COUNT; i++) {
      int port = FIRST + (start + i) % COUNT;
      try (ServerSocket probe = new ServerSocket(port, 1, InetAddress.ofLiteral(HOST))) {
        return probe.getLocalPort();
      } catch (IOException e) {
        // Taken: try the next one.
      }
    }
    throw new Failure.Broken("no port from " + FIRST + " on is free", null, null);
  }
}
