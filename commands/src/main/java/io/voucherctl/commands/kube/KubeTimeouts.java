package io.voucherctl.commands.kube;

import java.time.Duration;

/**
 * How long to wait for an API server.
 *
 * @param connect for a TCP connection
 * @param request for one whole request, connection and answer included; watches are not bound by it
 */
public record KubeTimeouts(Duration connect, Duration request) {
  /** A person is waiting: a dead server is reported within two seconds, without a second try. */
  public static final KubeTimeouts PERSON =
      new KubeTimeouts(Duration.ofMillis(1_000), Duration.ofMillis(1_800));
}
