package io.voucherctl.server.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.AsciiString;
import io.netty.util.ReferenceCountUtil;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Writes HTTP/1 messages. What is small goes into one buffer, which waits for the flush, or for a
 * write that someone wants to hear of; what is large passes through uncopied.
 */
@SuppressWarnings(
    "FutureReturnValueIgnored") // whoever writes looks at the promise, if there is one
abstract class WireEncoder extends ChannelOutboundHandlerAdapter {
  private static final int SMALL = 1024;
  private static final int MOST_WAITING = 8 * 1024;
  private static final int ROOM = 256;
  private static final int LINE_END = ('\r' << 8) | '\n';
  private static final AsciiString LAST_CHUNK = AsciiString.cached("0\r\n\r\n");

  private enum Body {
    PLAIN,
    CHUNKS,
    NONE
  }

  private Body body = Body.PLAIN;
  private final LentBuffer lent;
  private @Nullable ByteBuf waiting;
  private @Nullable ChannelHandlerContext own;

  /** Writes to the lent buffer whenever it can have it. */
  WireEncoder(LentBuffer lent) {
    this.lent = lent;
  }

  /** Writes the first line, without its end. */
  abstract void begin(HttpMessage message, ByteBuf out);

  /** Whether nothing follows this head, whatever it says. */
  abstract boolean bodiless(HttpMessage message);

  @Override
  public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
    if (!(message instanceof HttpMessage) && !(message instanceof HttpContent)) {
      release(context);
      context.write(message, promise);
      return;
    }
    encode(context, message);
    if (!promise.isVoid()) {
      ByteBuf out = waiting;
      waiting = null;
      context.write(out == null ? Unpooled.EMPTY_BUFFER : out, promise);
    }
  }

  /** Like a write to the channel that nobody hears of, but on a shorter way. */
  void send(HttpObject message) {
    ChannelHandlerContext context = context();
    if (context.isRemoved()) {
      ReferenceCountUtil.release(message);
    } else {
      encode(context, message);
    }
  }

  /** Like a flush of the channel, but on a shorter way. */
  void flush() {
    flush(context());
  }

  private void encode(ChannelHandlerContext context, Object message) {
    if (message instanceof HttpMessage start) {
      head(start, room(context, ROOM + SMALL));
      body = body(start);
    }
    if (message instanceof HttpContent content) {
      content(context, content);
    }
  }

  private ChannelHandlerContext context() {
    return Objects.requireNonNull(own, "not in a pipeline");
  }

  @Override
  public void handlerAdded(ChannelHandlerContext context) {
    own = context;
  }

  @Override
  public void flush(ChannelHandlerContext context) {
    release(context);
    context.flush();
  }

  private void release(ChannelHandlerContext context) {
    ByteBuf out = waiting;
    if (out != null) {
      waiting = null;
      context.write(out, context.voidPromise());
    }
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext context) {
    if (waiting != null) {
      waiting.release();
      waiting = null;
    }
  }

  /** What waits already, unless that is too much; else a fresh buffer. */
  private ByteBuf room(ChannelHandlerContext context, int size) {
    if (waiting != null && waiting.readableBytes() > MOST_WAITING) {
      release(context);
    }
    ByteBuf out = waiting;
    if (out == null) {
      ByteBuf mine = lent.lend();
      out = mine == null ? context.alloc().directBuffer(size) : mine;
      waiting = out;
    }
    return out;
  }

  private void head(HttpMessage message, ByteBuf out) {
    begin(message, out);
    out.writeShort(LINE_END);
    HttpHeaders headers = message.headers();
    if (headers instanceof WireHeaders lines) {
      lines.write(out);
    } else {
      Iterator<Map.Entry<CharSequence, CharSequence>> all = headers.iteratorCharSequence();
      while (all.hasNext()) {
        Map.Entry<CharSequence, CharSequence> one = all.next();
        WireHeaders.write(out, one.getKey(), one.getValue());
      }
    }
    out.writeShort(LINE_END);
  }

  private Body body(HttpMessage message) {
    if (bodiless(message)) {
      return Body.NONE;
    }
    return HeaderName.TRANSFER_ENCODING.isIn(message.headers())
            && HttpUtil.isTransferEncodingChunked(message)
        ? Body.CHUNKS
        : Body.PLAIN;
  }

  private void content(ChannelHandlerContext context, HttpContent content) {
    int length = body == Body.NONE ? 0 : content.content().readableBytes();
    if (length > 0 && body == Body.CHUNKS) {
      ByteBuf out = room(context, 32 + Math.min(length, SMALL));
      out.writeCharSequence(Integer.toHexString(length), StandardCharsets.US_ASCII);
      out.writeShort(LINE_END);
    }
    if (length > SMALL) {
      release(context);
      context.write(content.content(), context.voidPromise());
    } else {
      if (length > 0) {
        room(context, length).writeBytes(content.content());
      }
      content.release();
    }
    if (body == Body.CHUNKS) {
      endChunk(context, length > 0, content instanceof LastHttpContent);
    }
  }

  private void endChunk(ChannelHandlerContext context, boolean chunk, boolean last) {
    if (chunk) {
      room(context, 8).writeShort(LINE_END);
    }
    if (last) {
      room(context, 8)
          .writeBytes(LAST_CHUNK.array(), LAST_CHUNK.arrayOffset(), LAST_CHUNK.length());
    }
  }
}
