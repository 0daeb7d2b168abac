package io.voucherctl.server.http;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOutboundBuffer;

/** Tells a client that reads slowly from one that does not read at all. Event loop only. */
final class WriteProgress {
  private final long patience;
  private long seen;
  private long since;

  /** Patience in ticks. */
  WriteProgress(long patience) {
    this.patience = patience;
  }

  /** Whether bytes have been waiting, and none of them has left, for the whole patience. */
  boolean stuck(Channel channel, long now) {
    ChannelOutboundBuffer buffer = channel.unsafe().outboundBuffer();
    if (buffer == null || buffer.isEmpty()) {
      since = now;
      return false;
    }
    long waiting = buffer.totalPendingWriteBytes() - buffer.currentProgress();
    if (waiting != seen) {
      seen = waiting;
      since = now;
    }
    return now - since > patience;
  }
}
