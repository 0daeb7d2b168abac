package io.voucherctl.server.http;

import java.time.Duration;

/**
 * How long a {@link ProxyServer} waits in each phase of a connection, kept to about one {@link
 * LoopWatch} tick. None of them is extended by a byte that trickles in.
 *
 * @param firstByte a connection that was accepted and has not said anything is closed then
 * @param head from the first byte of a request head to its end; then 408
 * @param idle between an answer and the first byte of the next request; then closed
 * @param body a client that owes the rest of its request brings {@link #LEAST_BODY_RATE} on average
 *     over each such window; otherwise 408, or a broken answer when one has begun
 * @param connect for a connection to the upstream, waiting for a free one included; then {@link
 *     Decision.UpstreamFailure#CONNECT}
 * @param upstream without a byte from an upstream that owes (the rest of) its answer; then {@link
 *     Decision.UpstreamFailure#TIMEOUT}, or a broken answer when one has begun
 * @param upstreamIdle an unused upstream connection is closed then; keep it below what the upstream
 *     itself allows
 * @param unread an answer waits for its client, and the client takes nothing of it; then closed
 * @param farewell how long a client may go on sending after its last answer
 */
public record ProxyTimes(
    Duration firstByte,
    Duration head,
    Duration idle,
    Duration body,
    Duration connect,
    Duration upstream,
    Duration upstreamIdle,
    Duration unread,
    Duration farewell) {

  /** Bytes per second. */
  public static final int LEAST_BODY_RATE = 512;

  public static final ProxyTimes DEFAULTS =
      new ProxyTimes(
          Duration.ofSeconds(20),
          Duration.ofSeconds(10),
          Duration.ofSeconds(75),
          Duration.ofSeconds(10),
          Duration.ofSeconds(1),
          Duration.ofSeconds(30),
          Duration.ofSeconds(30),
          Duration.ofSeconds(30),
          Duration.ofSeconds(2));

  /** Replaces the times before a request is there. */
  public ProxyTimes withRequests(Duration first, Duration headTime, Duration idleTime) {
    return new ProxyTimes(
        first, headTime, idleTime, body, connect, upstream, upstreamIdle, unread, farewell);
  }

  /** Replaces the times of a client in the middle of a request. */
  public ProxyTimes withClient(Duration bodyTime, Duration unreadTime, Duration farewellTime) {
    return new ProxyTimes(
        firstByte, head, idle, bodyTime, connect, upstream, upstreamIdle, unreadTime, farewellTime);
  }

  /** Replaces the upstream's times. */
  public ProxyTimes withUpstream(Duration connectTime, Duration answerTime, Duration idleTime) {
    return new ProxyTimes(
        firstByte, head, idle, body, connectTime, answerTime, idleTime, unread, farewell);
  }
}
