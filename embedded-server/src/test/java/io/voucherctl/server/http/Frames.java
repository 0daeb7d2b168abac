package io.voucherctl.server.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http2.DefaultHttp2HeadersDecoder;
import io.netty.handler.codec.http2.Http2Headers;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.function.Predicate;
import javax.net.ssl.SSLSocket;

/** An HTTP/2 client that sends exactly the frames it is told to. */
final class Frames implements AutoCloseable {
  static final int DATA = 0;
  static final int HEADERS = 1;
  static final int RESET = 3;
  static final int SETTINGS = 4;
  static final int PING = 6;
  static final int GOAWAY = 7;
  static final int WINDOW = 8;
  static final int CONTINUATION = 9;

  static final int END_STREAM = 1;
  static final int ACK = 1;
  static final int END_HEADERS = 4;

  /** A frame that came; one of type -1 is the end of the connection. */
  record Frame(int type, int flags, int stream, ByteBuffer payload) {
    boolean last() {
      return (type == DATA || type == HEADERS) && (flags & END_STREAM) != 0;
    }

    /** The 32 bits that begin at this byte of the payload. */
    int number(int at) {
      return payload.getInt(at);
    }

    String text() {
      return StandardCharsets.ISO_8859_1.decode(payload.duplicate()).toString();
    }
  }

  private final SSLSocket socket;
  private final DataInputStream in;
  private final OutputStream out;
  private final DefaultHttp2HeadersDecoder heads = new DefaultHttp2HeadersDecoder(false);
  private final ByteArrayOutputStream pending = new ByteArrayOutputStream();

  /** Sends the preface with these settings, pairs of identifier and value. */
  Frames(int port, int... settings) throws Exception {
    socket = SecureWire.connect(port, "h2");
    in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
    out = socket.getOutputStream();
    pending.writeBytes("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    ByteBuffer payload = ByteBuffer.allocate(settings.length * 3);
    for (int i = 0; i < settings.length; i += 2) {
      payload.putShort((short) settings[i]).putInt(settings[i + 1]);
    }
    add(SETTINGS, 0, 0, payload.array()).add(SETTINGS, ACK, 0).send();
  }

  SSLSocket socket() {
    return socket;
  }

  /** Puts a frame behind those that wait to be sent. */
  Frames add(int type, int flags, int stream, byte... payload) {
    byte[] head = {
      (byte) (payload.length >> 16),
      (byte) (payload.length >> 8),
      (byte) payload.length,
      (byte) type,
      (byte) flags
    };
    pending.writeBytes(head);
    pending.writeBytes(ByteBuffer.allocate(4).putInt(stream).array());
    pending.writeBytes(payload);
    return this;
  }

  Frames send() throws IOException {
    out.write(pending.toByteArray());
    out.flush();
    pending.reset();
    return this;
  }

  /** Names and values, in their order and as they are. */
  Frames head(int stream, int flags, String... fields) {
    return add(HEADERS, flags | END_HEADERS, stream, block(fields));
  }

  Frames get(int stream, String path) {
    return request(stream, END_STREAM, "GET", path);
  }

  /** A request with its pseudo-headers and more. */
  Frames request(int stream, int flags, String method, String path, String... more) {
    String[] fields = new String[8 + more.length];
    String[] pseudo = {":method", method, ":scheme", "https", ":authority", "shop", ":path", path};
    System.arraycopy(pseudo, 0, fields, 0, 8);
    System.arraycopy(more, 0, fields, 8, more.length);
    return head(stream, flags, fields);
  }

  Frames data(int stream, int flags, String text) {
    return add(DATA, flags, stream, text.getBytes(StandardCharsets.ISO_8859_1));
  }

  Frames window(int stream, int more) {
    return add(WINDOW, 0, stream, ByteBuffer.allocate(4).putInt(more).array());
  }

  Frames reset(int stream) {
    return add(RESET, 0, stream, (byte) 0, (byte) 0, (byte) 0, (byte) 8);
  }

  /** A header block without compression: literal fields that are never indexed. */
  static byte[] block(String... fields) {
    ByteArrayOutputStream block = new ByteArrayOutputStream();
    for (int i = 0; i < fields.length; i += 2) {
      block.write(0x10);
      literal(block, fields[i]);
      literal(block, fields[i + 1]);
    }
    return block.toByteArray();
  }

  private static void literal(ByteArrayOutputStream block, String text) {
    int length = text.length();
    if (length < 127) {
      block.write(length);
    } else {
      block.write(127);
      int rest = length - 127;
      for (; rest >= 128; rest >>= 7) {
        block.write((rest & 127) | 128);
      }
      block.write(rest);
    }
    block.writeBytes(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  /** The next frame; one of type -1 when the other side has closed or reset. */
  Frame next() throws IOException {
    byte[] head = new byte[9];
    try {
      in.readFully(head);
      ByteBuffer fields = ByteBuffer.wrap(head);
      int length = fields.getInt() >>> 8;
      byte[] payload = new byte[length];
      in.readFully(payload);
      return new Frame(head[3], head[4], fields.getInt(5), ByteBuffer.wrap(payload));
    } catch (SocketTimeoutException e) {
      throw e;
    } catch (IOException e) {
      return new Frame(-1, 0, 0, ByteBuffer.allocate(0));
    }
  }

  /** The next frame that is such a one; those between are taken and dropped. */
  Frame next(Predicate<Frame> such) throws IOException {
    for (Frame frame = next(); ; frame = next()) {
      if (such.test(frame)) {
        return frame;
      }
      if (frame.type() < 0) {
        throw new IOException("the connection ended before it came");
      }
      heads(frame);
    }
  }

  /** The decoder must see every header block, or it forgets what they share. */
  private Http2Headers heads(Frame frame) throws IOException {
    if (frame.type() != HEADERS) {
      return null;
    }
    ByteBuf block = Unpooled.wrappedBuffer(frame.payload().duplicate());
    try {
      return heads.decodeHeaders(frame.stream(), block);
    } catch (Exception e) {
      throw new IOException(e);
    }
  }

  /** The head of the next answer on a stream. */
  Http2Headers answer(int stream) throws IOException {
    return heads(next(frame -> frame.type() == HEADERS && frame.stream() == stream));
  }

  /** Status of the next answer on a stream, whose body is left for later. */
  String status(int stream) throws IOException {
    return answer(stream).status().toString();
  }

  /** The rest of an answer's body. */
  String body(int stream) throws IOException {
    StringBuilder body = new StringBuilder();
    Frame piece;
    do {
      piece = next(frame -> frame.type() == DATA && frame.stream() == stream);
      body.append(piece.text());
    } while (!piece.last());
    return body.toString();
  }

  /** The code of the reset that ends a stream. */
  int resetOf(int stream) throws IOException {
    return next(frame -> frame.type() == RESET && frame.stream() == stream).number(0);
  }

  /** The code of the goodbye. */
  int goAway() throws IOException {
    return next(frame -> frame.type() == GOAWAY).number(4);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
