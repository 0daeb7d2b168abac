package io.voucherctl.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@SuppressWarnings("FutureReturnValueIgnored") // what is written is looked at
final class WireEncoderTest {
  private final ResponseEncoder encoder = new ResponseEncoder(new LentBuffer());
  private EmbeddedChannel channel = new EmbeddedChannel(encoder);
  private int buffers;

  @AfterEach
  void end() {
    channel.finishAndReleaseAll();
  }

  private void write(Object message) {
    channel.write(message, channel.voidPromise());
  }

  private String written() {
    channel.flush();
    StringBuilder text = new StringBuilder();
    for (ByteBuf one = channel.readOutbound(); one != null; one = channel.readOutbound()) {
      text.append(one.toString(StandardCharsets.ISO_8859_1));
      buffers++;
      one.release();
    }
    return text.toString();
  }

  private static HttpContent piece(String text) {
    return new DefaultHttpContent(Unpooled.copiedBuffer(text, StandardCharsets.US_ASCII));
  }

  private static HttpResponse head(HttpResponseStatus status, String... headers) {
    HttpResponse head = new DefaultHttpResponse(HttpVersion.HTTP_1_1, status);
    for (int i = 0; i < headers.length; i += 2) {
      head.headers().set(headers[i], headers[i + 1]);
    }
    return head;
  }

  @Test
  void writesHeadAndSmallBodyAsOneBuffer() {
    write(head(HttpResponseStatus.OK, "content-length", "5"));
    write(piece("he"));
    write(new DefaultLastHttpContent(Unpooled.copiedBuffer("llo", StandardCharsets.US_ASCII)));
    assertThat(written()).isEqualTo("HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\nhello");
    assertThat(buffers).isEqualTo(1);
  }

  @Test
  void passesLargePiecesUncopiedAndInOrder() {
    write(head(HttpResponseStatus.OK, "transfer-encoding", "chunked"));
    write(piece("x".repeat(5000)));
    write(piece("y"));
    write(LastHttpContent.EMPTY_LAST_CONTENT);
    assertThat(written())
        .isEqualTo(
            "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n1388\r\n"
                + "x".repeat(5000)
                + "\r\n1\r\ny\r\n0\r\n\r\n");
    assertThat(buffers).isEqualTo(3);
  }

  @Test
  void holdsNoMoreThanAFewKilobytesBack() {
    write(head(HttpResponseStatus.OK, "content-length", "100000"));
    for (int i = 0; i < 100; i++) {
      write(piece("x".repeat(1000)));
    }
    assertThat(channel.unsafe().outboundBuffer().totalPendingWriteBytes()).isGreaterThan(90_000);
    assertThat(written()).hasSize(100_043);
  }

  @Test
  void keepsBodiesFromAnswersThatHaveNone() {
    encoder.headOnly(true);
    write(head(HttpResponseStatus.OK, "transfer-encoding", "chunked"));
    write(piece("never"));
    write(LastHttpContent.EMPTY_LAST_CONTENT);
    encoder.headOnly(false);
    write(head(HttpResponseStatus.NO_CONTENT, "transfer-encoding", "chunked"));
    write(LastHttpContent.EMPTY_LAST_CONTENT);
    assertThat(written())
        .isEqualTo(
            "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nHTTP/1.1 204 No Content\r\n\r\n");
  }

  @Test
  void completesPromisesWithWhatTheyStandFor() {
    var promise = channel.newPromise();
    channel.write(
        new DefaultFullHttpResponse(
            HttpVersion.HTTP_1_1,
            HttpResponseStatus.OK,
            Unpooled.copiedBuffer("x".repeat(3000), StandardCharsets.US_ASCII)),
        promise);
    assertThat(promise.isDone()).isFalse();
    assertThat(written()).endsWith("x".repeat(3000));
    assertThat(promise.isSuccess()).isTrue();
  }

  @Test
  void sendsUntouchedLinesAsTheyCame() {
    HttpRequest request =
        HeadParser.request(
            "GET /x HTTP/1.1\r\nhOsT:t\r\nDrop: 1\r\nX-Odd:  a \r\ndrop: 2\r\nLast: z\r\n\r\n"
                .getBytes(StandardCharsets.ISO_8859_1));
    HttpHeaders headers = request.headers();
    headers.remove("drop");
    headers.set("X-Set", "1");
    headers.set("x-set", "2");
    channel = new EmbeddedChannel(new RequestEncoder(new LentBuffer()));
    write(request);
    assertThat(written())
        .isEqualTo("GET /x HTTP/1.1\r\nhOsT:t\r\nX-Odd:  a \r\nLast: z\r\nx-set: 2\r\n\r\n");
  }
}
