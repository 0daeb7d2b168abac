package io.voucherctl.server.http;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOutboundBuffer;

/** Tells a client that reads slowly from one that does not read at all. Event loop only. */
final class WriteProgress {
  private long seen;
  private long since;

  /** Ticks for which bytes have been waiting and none of them has left; 0 when none wait. */
  long stuck(Channel channel, long now) {
    ChannelOutboundBuffer buffer = channel.unsafe().outboundBuffer();
    if (buffer == null || buffer.isEmpty()) {
      since = now;
      seen = 0;
      return 0;
    }
    long waiting = buffer.totalPendingWriteBytes() - buffer.currentProgress();
    if (waiting != seen) {
      seen = waiting;
      since = now;
    }
    return now - since;
  }

  /** Bytes that were waiting when {@link #stuck} looked. */
  long waiting() {
    return seen;
  }
}
