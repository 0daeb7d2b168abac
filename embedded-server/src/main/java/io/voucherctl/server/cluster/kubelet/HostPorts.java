package io.voucherctl.server.cluster.kubelet;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * The ports of 127.0.0.1 that pods hold. Chosen from 20000 to 31999, below Linux' ephemeral range
 * (32768 and up), where an outgoing connection could take a port away between two runs. Safe for
 * any number of threads.
 */
final class HostPorts {
  private static final int FIRST = 20_000;
  private static final int COUNT = 12_000;

  private final RandomGenerator random;
  private final Set<Integer> held = new HashSet<>();

  HostPorts(RandomGenerator random) {
    this.random = random;
  }

  /** Takes a free port; empty when none is left. */
  synchronized Optional<Integer> take() {
    int start = random.nextInt(COUNT);
    for (int i = 0; i < COUNT; i++) {
      int port = FIRST + (start + i) % COUNT;
      if (!held.contains(port) && free(port)) {
        held.add(port);
        return Optional.of(port);
      }
    }
    return Optional.empty();
  }

  /** Takes that very port; false when another pod holds it. */
  synchronized boolean take(int port) {
    return held.add(port);
  }

  synchronized void release(int port) {
    held.remove(port);
  }

  private static boolean free(int port) {
    try (ServerSocket probe = new ServerSocket(port, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      return probe.isBound();
    } catch (IOException e) {
      return false;
    }
  }
}
