package io.voucherctl.commands.kube;

import java.time.Duration;

/**
 * How long to wait for an API server.
 *
 * @param connect for a TCP connection
 * @param alive for any answer at all, asked for once before the first request
 * @param request for one whole request, connection and answer included; watches are not bound by it
 */
public record KubeTimeouts(Duration connect, Duration alive, Duration request) {
  /**
   * A person is waiting: a dead server is reported within two seconds, start-up included and
   * without a second try. One that lives may take its time over a long list.
   */
  public static final KubeTimeouts PERSON =
      new KubeTimeouts(Duration.ofMillis(800), Duration.ofMillis(900), Duration.ofSeconds(15));
}
