package io.voucherctl.server.http;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.HttpContent;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;

/** The body of one streamed answer. Every chunk waits until the socket has taken the one before. */
@SuppressWarnings("FutureReturnValueIgnored") // the promise tells
final class StreamSink implements Response.BodySink {
  private final SocketChannel channel;
  private final List<Runnable> actions = new ArrayList<>();
  private boolean gone;

  StreamSink(SocketChannel channel) {
    this.channel = channel;
  }

  @Override
  public boolean write(byte[] chunk) throws InterruptedException {
    ChannelPromise written = channel.newPromise();
    HttpContent content = new DefaultHttpContent(Unpooled.wrappedBuffer(chunk));
    try {
      channel.eventLoop().execute(() -> channel.writeAndFlush(content, written));
    } catch (RejectedExecutionException e) {
      return false; // the server has stopped, and the connection with it
    }
    return written.await().isSuccess();
  }

  @Override
  public void onClose(Runnable action) {
    synchronized (actions) {
      if (!gone) {
        actions.add(action);
        return;
      }
    }
    Thread.ofVirtual().start(action);
  }

  /** The client has gone before the body's end. */
  void gone() {
    synchronized (actions) {
      gone = true;
      actions.forEach(action -> Thread.ofVirtual().start(action));
      actions.clear();
    }
  }
}
