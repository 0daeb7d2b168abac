package io.voucherctl.server.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a connection's bytes into HTTP/1 messages. A message that breaks the rules is passed on with
 * the failure as its result, and nothing after it; trailers are checked and dropped. What is read
 * goes to the receiver by a plain call: the pipeline's way to the next handler costs more than
 * reading a usual head does.
 */
abstract class WireDecoder<M extends HttpMessage> extends ChannelInboundHandlerAdapter {
  private static final int MOST_LINE = 16 * 1024;
  private static final int MOST_HEADERS = 32 * 1024;
  private static final int MOST_CHUNK_LINE = 4 * 1024;
  private static final int MOST_PIECE = 64 * 1024;
  private static final int LEAST_HELD = 512;

  private enum State {
    HEAD,
    LENGTH,
    CHUNK_SIZE,
    CHUNK,
    CHUNK_END,
    TRAILERS,
    TO_THE_END,
    BROKEN
  }

  private final HeadLines lines = new HeadLines(MOST_LINE, MOST_HEADERS);
  private final HeadLines chunkLine = new HeadLines(MOST_CHUNK_LINE, 0);
  private final HeadLines trailers = new HeadLines(MOST_HEADERS, MOST_HEADERS);
  final Receiver<M> receiver;
  private State state = State.HEAD;
  private long left;
  private @Nullable ByteBuf held;
  private boolean own;
  private boolean decoding;

  WireDecoder(Receiver<M> receiver) {
    this.receiver = receiver;
  }

  /** Reads a head; {@link Malformed} when it is none. */
  abstract M message(byte[] head);

  /** What stands for a message that has none. */
  abstract M none();

  /** Whether no body follows this head, whatever it says. */
  abstract boolean bodiless(M message);

  /** Whether a body without a length ends with the connection; else there is none. */
  abstract boolean endsWithConnection();

  /** Whether the receiver wants to hear more now. */
  boolean wanted() {
    return true;
  }

  /** Bytes that were not decoded yet. */
  int held() {
    return held == null ? 0 : held.readableBytes();
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    ByteBuf bytes = (ByteBuf) message;
    if (held == null) {
      held = bytes;
      own = false;
    } else {
      append(context, held, bytes);
    }
    decode();
    if (held != null && !own) {
      append(context, held, Unpooled.EMPTY_BUFFER); // others want to read to where this lies
    }
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    receiver.readAll();
  }

  /** Keeps more behind what is held, in a buffer that nobody else writes to or reads from. */
  private void append(ChannelHandlerContext context, ByteBuf first, ByteBuf more) {
    int needed = first.readableBytes() + more.readableBytes();
    ByteBuf room = first;
    if (!own || first.refCnt() > 1 || first.writableBytes() < more.readableBytes()) {
      room = context.alloc().directBuffer(Math.max(LEAST_HELD, needed + needed / 2));
      room.writeBytes(first);
      first.release();
    }
    room.writeBytes(more);
    more.release();
    held = room;
    own = true;
  }

  /** Reads what is held as far as it goes and somebody wants it; not twice at a time. */
  final void decode() {
    if (decoding) {
      return;
    }
    decoding = true;
    try {
      while (held != null && held.isReadable() && wanted() && step(held)) {}
    } finally {
      decoding = false;
    }
    if (held != null && !held.isReadable()) {
      letGo();
    }
  }

  final boolean decoding() {
    return decoding;
  }

  private void letGo() {
    if (held != null) {
      held.release();
      held = null;
    }
  }

  /** Whether these bytes sufficed for a step, so that there may be another. */
  private boolean step(ByteBuf in) {
    try {
      return switch (state) {
        case HEAD -> head(in);
        case LENGTH -> body(in, State.HEAD);
        case CHUNK_SIZE -> chunkSize(in);
        case CHUNK -> body(in, State.CHUNK_END);
        case CHUNK_END -> chunkEnd(in);
        case TRAILERS -> trailers(in);
        case TO_THE_END -> toTheEnd(in);
        case BROKEN -> nothing(in);
      };
    } catch (Malformed | TooLongHttpLineException | TooLongHttpHeaderException e) {
      in.skipBytes(in.readableBytes());
      broken(e);
      return false;
    }
  }

  private static boolean nothing(ByteBuf in) {
    in.skipBytes(in.readableBytes());
    return false;
  }

  private void broken(Exception cause) {
    boolean begun = state != State.HEAD;
    state = State.BROKEN;
    if (begun) {
      LastHttpContent last = new DefaultLastHttpContent(Unpooled.EMPTY_BUFFER);
      last.setDecoderResult(DecoderResult.failure(cause));
      receiver.content(last);
    } else {
      M none = none();
      none.setDecoderResult(DecoderResult.failure(cause));
      receiver.head(none); // and no end: nobody knows whether the client still sends
    }
  }

  private boolean head(ByteBuf in) {
    if (!lines.begun()) {
      skipEmptyLines(in);
    }
    int length = lines.section(in);
    if (length == 0) {
      return false;
    }
    byte[] head = new byte[length];
    in.readBytes(head);
    M message = message(head);
    State next = framing(message);
    state = next;
    receiver.head(message);
    if (next == State.HEAD) {
      receiver.content(LastHttpContent.EMPTY_LAST_CONTENT);
    }
    return true;
  }

  private static void skipEmptyLines(ByteBuf in) {
    while (in.readableBytes() >= 2
        && in.getByte(in.readerIndex()) == '\r'
        && in.getByte(in.readerIndex() + 1) == '\n') {
      in.skipBytes(2);
    }
  }

  /** How the body's end is found (RFC 9112, 6.3), or that there is none. */
  private State framing(M message) {
    HttpHeaders headers = message.headers();
    boolean coded = HeaderName.TRANSFER_ENCODING.isIn(headers);
    boolean measured = HeaderName.CONTENT_LENGTH.isIn(headers);
    left = measured ? BodyLength.of(headers) : 0;
    if (bodiless(message)) {
      return State.HEAD;
    }
    if (coded) {
      if (measured || !message.protocolVersion().equals(HttpVersion.HTTP_1_1)) {
        throw new Malformed("two ways to tell the body's end");
      }
      String codings = headers.getAll(HeaderName.TRANSFER_ENCODING.text()).getLast();
      String last = codings.substring(codings.lastIndexOf(',') + 1).strip();
      if (!last.equalsIgnoreCase("chunked")) {
        throw new Malformed("a transfer coding without chunks");
      }
      return State.CHUNK_SIZE;
    }
    if (!measured) {
      return endsWithConnection() ? State.TO_THE_END : State.HEAD;
    }
    return left == 0 ? State.HEAD : State.LENGTH;
  }

  private ByteBuf piece(ByteBuf in, long most) {
    return in.readRetainedSlice((int) Math.min(most, Math.min(in.readableBytes(), MOST_PIECE)));
  }

  private boolean body(ByteBuf in, State then) {
    ByteBuf piece = piece(in, left);
    left -= piece.readableBytes();
    if (left > 0) {
      receiver.content(new DefaultHttpContent(piece));
      return true;
    }
    state = then;
    receiver.content(
        then == State.HEAD ? new DefaultLastHttpContent(piece) : new DefaultHttpContent(piece));
    return true;
  }

  private boolean toTheEnd(ByteBuf in) {
    receiver.content(new DefaultHttpContent(piece(in, Long.MAX_VALUE)));
    return true;
  }

  private boolean chunkSize(ByteBuf in) {
    int length = chunkLine.line(in);
    if (length == 0) {
      return false;
    }
    byte[] line = new byte[length];
    in.readBytes(line);
    left = BodyLength.ofChunk(line);
    state = left == 0 ? State.TRAILERS : State.CHUNK;
    return true;
  }

  private boolean chunkEnd(ByteBuf in) {
    if (in.readableBytes() < 2) {
      return false;
    }
    if (in.readByte() != '\r' || in.readByte() != '\n') {
      throw new Malformed("a chunk is longer than it says");
    }
    state = State.CHUNK_SIZE;
    return true;
  }

  private boolean trailers(ByteBuf in) {
    int length = trailers.section(in);
    if (length == 0) {
      return false;
    }
    byte[] section = new byte[length];
    in.readBytes(section);
    HeadParser.headers(section, 0);
    state = State.HEAD;
    receiver.content(LastHttpContent.EMPTY_LAST_CONTENT);
    return true;
  }

  /** The connection has ended; so does a body that only it can end. */
  @Override
  public void channelInactive(ChannelHandlerContext context) {
    letGo();
    if (state == State.TO_THE_END) {
      state = State.BROKEN;
      receiver.content(LastHttpContent.EMPTY_LAST_CONTENT);
      receiver.readAll();
    }
    context.fireChannelInactive();
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext context) {
    letGo();
  }
}
