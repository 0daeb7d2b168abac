package io.voucherctl.commands.load.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/** One HTTP/1.1 connection over a socket: one request, then its answer, then the next. */
final class WireConnection extends HttpConnection {
  private final SocketChannel channel;
  private final SelectionKey key;
  private final HttpLane lane;
  private final WireBuffers buffers;
  private final HttpAnswer answer = new HttpAnswer();
  private @Nullable HttpCall call;

  /** What did not go out at once; null when all did. */
  private @Nullable ByteBuffer unwritten;

  private boolean open = true;

  WireConnection(SocketChannel channel, SelectionKey key, HttpLane lane, WireBuffers buffers) {
    this.channel = channel;
    this.key = key;
    this.lane = lane;
    this.buffers = buffers;
  }

  @Override
  int room() {
    return 1;
  }

  @Override
  boolean isOpen() {
    return open;
  }

  @Override
  void carry(HttpCall next) {
    ByteBuffer bytes = buffers.encode(next.request(), lane.head());
    call = next;
    answer.restart();
    next.sent();
    int length = bytes.remaining();
    try {
      channel.write(bytes);
      if (bytes.hasRemaining()) {
        unwritten = ByteBuffer.allocate(bytes.remaining()).put(bytes).flip();
        key.interestOps(SelectionKey.OP_READ | SelectionKey.OP_WRITE);
      }
    } catch (IOException _) {
      close();
      call = null;
      if (bytes.remaining() == length) {
        next.notBegun();
      } else {
        next.reset();
      }
    }
  }

  @Override
  void abandon(HttpCall given) {
    if (call == given) {
      call = null;
      close();
    }
  }

  @Override
  void close() {
    open = false;
    unwritten = null;
    try {
      channel.close();
    } catch (IOException _) {
      // It is gone, and that is all that was wanted.
    }
  }

  /** The selector found it ready. */
  void ready() {
    if (!open) {
      return;
    }
    try {
      if (unwritten != null && key.isWritable()) {
        writeOn(unwritten);
      }
      if (key.isReadable()) {
        read();
      }
    } catch (IOException _) {
      broken();
    }
  }

  private void writeOn(ByteBuffer rest) throws IOException {
    channel.write(rest);
    if (!rest.hasRemaining()) {
      unwritten = null;
      key.interestOps(SelectionKey.OP_READ);
    }
  }

  private void read() throws IOException {
    int count = buffers.read(channel);
    if (call == null) {
      // Closed while idle, or an answer that nobody asked for.
      if (count != 0) {
        broken();
      }
    } else if (count < 0) {
      answer.end();
      progress(false);
    } else if (count > 0) {
      boolean all = answer.take(buffers.bytes(), 0, count) == count;
      progress(all);
    }
  }

  /** With more behind the answer than belongs to it, the next one could not be told from it. */
  private void progress(boolean nothingBehind) {
    if (answer.isBroken()) {
      broken();
    } else if (answer.isWhole() && call != null) {
      HttpCall done = call;
      call = null;
      if (!nothingBehind || unwritten != null || !answer.isReusable()) {
        close();
      }
      done.answered(answer.status());
    }
  }

  private void broken() {
    close();
    HttpCall broken = call;
    call = null;
    if (broken == null) {
      lane.lost(this);
    } else {
      broken.reset();
    }
  }
}
