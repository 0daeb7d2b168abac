package io.voucherctl.server.gateway;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where the upstream is. When the address in use takes no connection its name is looked up again,
 * on a thread of its own, and the next of its addresses is used. Safe for all threads.
 */
final class UpstreamAddress {
  private static final Logger LOG = LoggerFactory.getLogger(UpstreamAddress.class);

  /** Knows the addresses of a name; may block. */
  @FunctionalInterface
  interface Names {
    InetAddress[] allOf(String host) throws UnknownHostException;
  }

  private final String host;
  private final int port;
  private final Names names;
  private final AtomicBoolean looking = new AtomicBoolean();
  private volatile InetSocketAddress current;

  private UpstreamAddress(String host, int port, Names names, InetSocketAddress current) {
    this.host = host;
    this.port = port;
    this.names = names;
    this.current = current;
  }

  static UpstreamAddress of(String host, int port, Names names) throws UnknownHostException {
    return new UpstreamAddress(
        host, port, names, new InetSocketAddress(names.allOf(host)[0], port));
  }

  InetSocketAddress current() {
    return current;
  }

  /** {@code address} took no connection. Returns at once. */
  void failed(InetSocketAddress address) {
    if (address.equals(current) && looking.compareAndSet(false, true)) {
      Thread.ofVirtual().name("upstream-address").start(() -> look(address.getAddress()));
    }
  }

  private void look(InetAddress failed) {
    try {
      List<InetAddress> all = Arrays.asList(names.allOf(host));
      InetAddress next = all.get((all.indexOf(failed) + 1) % all.size());
      if (!next.equals(failed)) {
        current = new InetSocketAddress(next, port);
        LOG.info("the upstream {} is at {} now", host, next.getHostAddress());
      }
    } catch (UnknownHostException e) {
      LOG.debug("the upstream has no address now", e);
    } finally {
      looking.set(false);
    }
  }
}
