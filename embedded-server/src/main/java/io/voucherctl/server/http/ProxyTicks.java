package io.voucherctl.server.http;

/** {@link ProxyTimes} in the ticks of a {@link LoopWatch}. */
record ProxyTicks(
    long firstByte,
    long head,
    long idle,
    long body,
    long connect,
    long upstream,
    long upstreamIdle,
    long unread,
    long farewell) {

  static ProxyTicks of(ProxyTimes times) {
    return new ProxyTicks(
        LoopWatch.ticks(times.firstByte()),
        LoopWatch.ticks(times.head()),
        LoopWatch.ticks(times.idle()),
        LoopWatch.ticks(times.body()),
        LoopWatch.ticks(times.connect()) + 1, // the socket's own time out comes first
        LoopWatch.ticks(times.upstream()),
        LoopWatch.ticks(times.upstreamIdle()),
        LoopWatch.ticks(times.unread()),
        LoopWatch.ticks(times.farewell()));
  }

  /** What a client must bring of its body within {@link #body}. */
  long leastBody() {
    return body * LoopWatch.TICK_MILLIS * ProxyTimes.LEAST_BODY_RATE / 1000;
  }
}
