package io.voucherctl.server.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import java.util.List;

/**
 * Cuts a connection's bytes into HTTP/1 messages. A message that breaks the rules is passed on with
 * the failure as its result, and nothing after it; trailers are checked and dropped.
 */
abstract class WireDecoder extends ByteToMessageDecoder {
  private static final int MOST_LINE = 16 * 1024;
  private static final int MOST_HEADERS = 32 * 1024;
  private static final int MOST_CHUNK_LINE = 4 * 1024;
  private static final int MOST_PIECE = 64 * 1024;

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
  private State state = State.HEAD;
  private long left;

  /** Reads a head; {@link Malformed} when it is none. */
  abstract HttpMessage message(byte[] head);

  /** What stands for a message that has none. */
  abstract HttpMessage none();

  /** Whether no body follows this head, whatever it says. */
  abstract boolean bodiless(HttpMessage message);

  /** Whether a body without a length ends with the connection; else there is none. */
  abstract boolean endsWithConnection();

  @Override
  protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out)
      throws Exception {
    try {
      step(in, out);
    } catch (Malformed | TooLongHttpLineException | TooLongHttpHeaderException e) {
      broken(e, out);
      in.skipBytes(in.readableBytes());
    }
  }

  private void step(ByteBuf in, List<Object> out) {
    switch (state) {
      case HEAD -> head(in, out);
      case LENGTH -> body(in, out, State.HEAD);
      case CHUNK_SIZE -> chunkSize(in);
      case CHUNK -> body(in, out, State.CHUNK_END);
      case CHUNK_END -> chunkEnd(in);
      case TRAILERS -> trailers(in, out);
      case TO_THE_END -> out.add(new DefaultHttpContent(piece(in, Long.MAX_VALUE)));
      case BROKEN -> in.skipBytes(in.readableBytes());
    }
  }

  private void broken(Exception cause, List<Object> out) {
    if (state == State.HEAD) {
      HttpMessage none = none();
      none.setDecoderResult(DecoderResult.failure(cause));
      out.add(none);
    }
    LastHttpContent last = new DefaultLastHttpContent(Unpooled.EMPTY_BUFFER);
    if (state != State.HEAD) {
      last.setDecoderResult(DecoderResult.failure(cause));
    }
    out.add(last);
    state = State.BROKEN;
  }

  private void head(ByteBuf in, List<Object> out) {
    if (!lines.begun()) {
      skipEmptyLines(in);
    }
    int length = lines.section(in);
    if (length == 0) {
      return;
    }
    byte[] head = new byte[length];
    in.readBytes(head);
    HttpMessage message = message(head);
    State next = framing(message);
    out.add(message);
    state = next;
    if (next == State.HEAD) {
      out.add(LastHttpContent.EMPTY_LAST_CONTENT);
    }
  }

  private static void skipEmptyLines(ByteBuf in) {
    while (in.readableBytes() >= 2
        && in.getByte(in.readerIndex()) == '\r'
        && in.getByte(in.readerIndex() + 1) == '\n') {
      in.skipBytes(2);
    }
  }

  /** How the body's end is found (RFC 9112, 6.3), or that there is none. */
  private State framing(HttpMessage message) {
    HttpHeaders headers = message.headers();
    boolean coded = headers.contains(HttpHeaderNames.TRANSFER_ENCODING);
    boolean measured = headers.contains(HttpHeaderNames.CONTENT_LENGTH);
    if (bodiless(message)) {
      return State.HEAD;
    }
    if (coded) {
      if (measured || message.protocolVersion().minorVersion() == 0) {
        throw new Malformed("two ways to tell the body's end");
      }
      String last = headers.getAll(HttpHeaderNames.TRANSFER_ENCODING).getLast();
      if (!last.regionMatches(true, Math.max(0, last.length() - 7), "chunked", 0, 7)) {
        throw new Malformed("a transfer coding without chunks");
      }
      return State.CHUNK_SIZE;
    }
    if (!measured) {
      return endsWithConnection() ? State.TO_THE_END : State.HEAD;
    }
    left = BodyLength.of(headers);
    return left == 0 ? State.HEAD : State.LENGTH;
  }

  private ByteBuf piece(ByteBuf in, long most) {
    return in.readRetainedSlice((int) Math.min(most, Math.min(in.readableBytes(), MOST_PIECE)));
  }

  private void body(ByteBuf in, List<Object> out, State then) {
    ByteBuf piece = piece(in, left);
    left -= piece.readableBytes();
    if (left > 0) {
      out.add(new DefaultHttpContent(piece));
      return;
    }
    state = then;
    out.add(then == State.HEAD ? new DefaultLastHttpContent(piece) : new DefaultHttpContent(piece));
  }

  private void chunkSize(ByteBuf in) {
    int length = chunkLine.line(in);
    if (length == 0) {
      return;
    }
    byte[] line = new byte[length];
    in.readBytes(line);
    left = BodyLength.ofChunk(line);
    state = left == 0 ? State.TRAILERS : State.CHUNK;
  }

  private void chunkEnd(ByteBuf in) {
    if (in.readableBytes() < 2) {
      return;
    }
    if (in.readByte() != '\r' || in.readByte() != '\n') {
      throw new Malformed("a chunk is longer than it says");
    }
    state = State.CHUNK_SIZE;
  }

  private void trailers(ByteBuf in, List<Object> out) {
    int length = trailers.section(in);
    if (length > 0) {
      byte[] section = new byte[length];
      in.readBytes(section);
      HeadParser.headers(section, 0);
      state = State.HEAD;
      out.add(LastHttpContent.EMPTY_LAST_CONTENT);
    }
  }

  /** The connection has ended; so does a body that only it can end. */
  @Override
  protected void decodeLast(ChannelHandlerContext context, ByteBuf in, List<Object> out)
      throws Exception {
    if (state == State.TO_THE_END) {
      state = State.BROKEN;
      out.add(LastHttpContent.EMPTY_LAST_CONTENT);
    }
  }
}
