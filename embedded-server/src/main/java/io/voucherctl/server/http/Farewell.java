package io.voucherctl.server.http;

import io.netty.channel.socket.SocketChannel;

/**
 * Ends a client connection so that the last answer arrives: a socket closed with unread bytes in it
 * is reset, and the reset may overtake the answer. Event loop only.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a connection that ends has nothing left to tell
final class Farewell {
  private final SocketChannel channel;
  private final RequestDecoder decoder;
  private final LoopWatch watch;
  private final long ticks;
  private long deadline;
  private boolean begun;

  Farewell(SocketChannel channel, RequestDecoder decoder, LoopWatch watch) {
    this(channel, decoder, watch, LoopWatch.ticks(ProxyTimes.DEFAULTS.farewell()));
  }

  /** Lasts {@code ticks} at most. */
  Farewell(SocketChannel channel, RequestDecoder decoder, LoopWatch watch, long ticks) {
    this.channel = channel;
    this.decoder = decoder;
    this.watch = watch;
    this.ticks = ticks;
  }

  /** Closes; when the client still sends, only once it has stopped or had time to stop. */
  void begin(boolean requestIsWhole) {
    if ((requestIsWhole && !decoder.waiting()) || !channel.isActive()) {
      channel.close();
    } else if (!begun) {
      begun = true;
      deadline = watch.now() + ticks;
      decoder.discard();
      TlsGate.endOutput(channel);
    }
  }

  boolean begun() {
    return begun;
  }

  /** The request was whole after all. */
  void whole() {
    if (begun && !decoder.waiting()) {
      channel.close();
    }
  }

  void tick(long now) {
    if (begun && now >= deadline) {
      channel.close();
    }
  }
}
