package io.voucherctl.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.codec.http2.Http2Error;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Requests that would mean something else once they are written down as HTTP/1.1. */
final class MalformedStreamTest {
  private final AtomicInteger requests = new AtomicInteger();
  private Scripted upstream;
  private SecureProxy proxy;

  @BeforeEach
  void start() throws Exception {
    upstream =
        new Scripted((wire, _) -> {
          while (true) {
            Wire.Head head = wire.head();
            requests.incrementAndGet();
            String body = "%s|%s".formatted(head.first(), head.headers().get("host"));
            if ("chunked".equals(head.headers().get("transfer-encoding"))) {
              wire.skipChunks();
            } else {
              wire.skip(Long.parseLong(head.headers().getOrDefault("content-length", "0")));
            }
            wire.send(
                "HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%s".formatted(body.length(), body));
          }
        });
    proxy = new SecureProxy(upstream.address());
  }

  @AfterEach
  void stop() throws Exception {
    proxy.close();
    upstream.close();
  }

  private static String[] fields(String... all) {
    return all;
  }

  @Test
  void resetsTheStreamsOfMalformedHeadsAndNothingElse() throws Exception {
    List<String[]> malformed =
        List.of(
            fields(":method", "GET", ":scheme", "https", ":authority", "a"),
            fields(":method", "GET", ":path", "/", ":authority", "a"),
            fields(":scheme", "https", ":path", "/", ":authority", "a"),
            fields(":method", "GET", ":scheme", "https", ":authority", "a", ":path", ""),
            fields(":method", "GET", ":scheme", "https", ":path", "/", ":path", "/x"),
            fields(":method", "GET", ":scheme", "https", "x", "y", ":path", "/"),
            fields(":method", "GET", ":scheme", "https", ":path", "/", ":status", "200"),
            fields(":method", "GET", ":scheme", "https", ":path", "/", ":unknown", "a"),
            fields(":method", "G ET", ":scheme", "https", ":path", "/", ":authority", "a"),
            fields(":method", "GET", ":scheme", "https", ":path", "x", ":authority", "a"),
            fields(":method", "GET", ":scheme", "https", ":path", "http://b/", ":authority", "a"),
            fields(":method", "GET", ":scheme", "https", ":path", "/ HTTP/1.1", ":authority", "a"),
            fields(":method", "GET", ":scheme", "https", ":path", "/\t", ":authority", "a"));
    try (Frames client = new Frames(proxy.port())) {
      int stream = 1;
      for (String[] head : malformed) {
        client.head(stream, Frames.END_STREAM, head).send();
        assertThat(client.resetOf(stream)).as(String.join(" ", head)).isEqualTo(code());
        stream += 2;
      }
      client.get(stream, "/fine").send();
      assertThat(client.status(stream)).isEqualTo("200");
      assertThat(client.body(stream)).isEqualTo("GET /fine HTTP/1.1|shop");
    }
    assertThat(requests).hasValue(1);
  }

  @Test
  void resetsTheStreamsOfMalformedFields() throws Exception {
    List<String[]> malformed =
        List.of(
            fields("X-Upper", "a"),
            fields("bad name", "a"),
            fields("bad:name", "a"),
            fields("bad\rname", "a"),
            fields("", "a"),
            fields("x", "a\r\nx-smuggled: b"),
            fields("x", "a\nb"),
            fields("x", "a\0b"),
            fields("x", " a"),
            fields("cookie", "a\r\nb"),
            fields("connection", "close"),
            fields("keep-alive", "timeout=5"),
            fields("proxy-connection", "close"),
            fields("transfer-encoding", "chunked"),
            fields("upgrade", "h2c"),
            fields("te", "gzip"),
            fields("host", "other"),
            fields("content-length", "5"),
            fields("content-length", "-1"),
            fields("content-length", "0", "content-length", "1"),
            fields("content-length", "0,1"),
            fields("content-length", "+0"));
    try (Frames client = new Frames(proxy.port())) {
      int stream = 1;
      for (String[] more : malformed) {
        client.request(stream, Frames.END_STREAM, "GET", "/", more).send();
        assertThat(client.resetOf(stream)).as(String.join(" ", more)).isEqualTo(code());
        stream += 2;
      }
      client.request(stream, Frames.END_STREAM, "GET", "/", "te", "trailers", "host", "SHOP");
      assertThat(client.send().status(stream)).isEqualTo("200");
    }
    assertThat(requests).hasValue(1);
  }

  private static int code() {
    return (int) Http2Error.PROTOCOL_ERROR.code();
  }

  @Test
  void refusesWhatIsSoundButNotServed() throws Exception {
    try (Frames client = new Frames(proxy.port())) {
      client.head(1, Frames.END_STREAM, ":method", "CONNECT", ":authority", "b:443").send();
      assertThat(client.status(1)).isEqualTo("501");
      client.request(3, Frames.END_STREAM, "GET", "/", "expect", "200-ok").send();
      assertThat(client.status(3)).isEqualTo("417");
      client.head(5, Frames.END_STREAM, ":method", "GET", ":scheme", "https", ":path", "/").send();
      assertThat(client.status(5)).isEqualTo("400");
      assertThat(client.body(5)).isEqualTo("{\"code\":400}");
      sendInPieces(client, 7, Frames.block(pseudo("/" + "x".repeat(16 * 1024))));
      assertThat(client.status(7)).isEqualTo("414");
      String[] large = new String[6];
      for (int i = 0; i < large.length; i += 2) {
        large[i] = "x-" + i;
        large[i + 1] = "x".repeat(11_000);
      }
      byte[] block = Frames.block(pseudo("/", large));
      sendInPieces(client, 9, block);
      assertThat(client.status(9)).isEqualTo("431");
      assertThat(client.body(9)).isEqualTo("{\"code\":431}");
      String[] named = {":method", "GET", ":scheme", "https", ":path", "/", ":authority", "u@a"};
      client.head(11, Frames.END_STREAM, named).send();
      assertThat(client.status(11)).isEqualTo("400");
      client.get(13, "/fine").send();
      assertThat(client.status(13)).isEqualTo("200");
    }
    assertThat(requests).hasValue(1);
  }

  private static String[] pseudo(String path, String... more) {
    String[] fields = new String[8 + more.length];
    String[] first = {":method", "GET", ":scheme", "https", ":authority", "a", ":path", path};
    System.arraycopy(first, 0, fields, 0, 8);
    System.arraycopy(more, 0, fields, 8, more.length);
    return fields;
  }

  private static void sendInPieces(Frames client, int stream, byte[] block) throws Exception {
    int piece = 16 * 1024;
    for (int at = 0; at < block.length; at += piece) {
      int end = Math.min(block.length, at + piece);
      int flags = end == block.length ? Frames.END_HEADERS : 0;
      byte[] part = Arrays.copyOfRange(block, at, end);
      int type = at == 0 ? Frames.HEADERS : Frames.CONTINUATION;
      client.add(type, flags | (at == 0 ? Frames.END_STREAM : 0), stream, part);
    }
    client.send();
  }

  @Test
  void answersHeadsThatAreFarTooLarge() throws Exception {
    try (Frames client = new Frames(proxy.port())) {
      sendInPieces(client, 1, Frames.block(pseudo("/", "x", "y".repeat(49_500))));
      assertThat(client.status(1)).isEqualTo("431");
      client.get(3, "/fine").send();
      assertThat(client.status(3)).isEqualTo("200");
      byte[] endless = Frames.block(pseudo("/", "x", "y".repeat(65_000)));
      client.add(Frames.HEADERS, 0, 5, Arrays.copyOf(endless, 16_000));
      client.add(Frames.CONTINUATION, 0, 5, Arrays.copyOfRange(endless, 16_000, 32_000));
      client.add(Frames.CONTINUATION, 0, 5, Arrays.copyOfRange(endless, 32_000, 48_000));
      client.add(Frames.CONTINUATION, 0, 5, Arrays.copyOfRange(endless, 48_000, 64_000)).send();
      assertThat(client.goAway()).isEqualTo((int) Http2Error.PROTOCOL_ERROR.code());
    }
  }

  @Test
  void holdsABodyToItsAnnouncedLength() throws Exception {
    try (Frames client = new Frames(proxy.port())) {
      client.request(1, 0, "POST", "/", "content-length", "5").data(1, 0, "abc").send();
      client.data(1, Frames.END_STREAM, "d").send();
      assertThat(client.resetOf(1)).isEqualTo(code());
      client.request(3, 0, "POST", "/", "content-length", "5").data(3, 0, "abcdefgh").send();
      assertThat(client.resetOf(3)).isEqualTo(code());
      client.request(5, 0, "POST", "/", "content-length", "5").data(5, 0, "abc");
      client.head(5, Frames.END_STREAM, "x-trailer", "t").send();
      assertThat(client.resetOf(5)).isEqualTo(code());
      client.request(7, 0, "POST", "/fine", "content-length", "5").data(7, 0, "abcde");
      client.head(7, Frames.END_STREAM, "x-trailer", "t").send();
      assertThat(client.status(7)).isEqualTo("200");
      assertThat(client.body(7)).isEqualTo("POST /fine HTTP/1.1|shop");
    }
  }

  @Test
  void takesBodiesOfUnknownLengthAndTrailers() throws Exception {
    try (Frames client = new Frames(proxy.port())) {
      client.request(1, 0, "POST", "/a").data(1, 0, "abc").data(1, 0, "").send();
      client.data(1, Frames.END_STREAM, "def").send();
      assertThat(client.status(1)).isEqualTo("200");
      client.request(3, 0, "POST", "/b").data(3, 0, "abc");
      client.head(3, Frames.END_STREAM, "content-length", "9").send();
      assertThat(client.status(3)).isEqualTo("200");
      client.request(5, 0, "POST", "/c").head(5, Frames.END_STREAM, ":path", "/d").send();
      assertThat(client.resetOf(5)).isEqualTo(code());
      client.request(7, 0, "POST", "/e").head(7, 0, "x", "y").send();
      assertThat(client.resetOf(7)).isEqualTo(code());
    }
  }

  @Test
  void endsAConnectionThatBreaksTheProtocol() throws Exception {
    try (Frames client = new Frames(proxy.port())) {
      client.data(1, 0, "body of nothing").send();
      assertThat(client.goAway()).isEqualTo(code());
    }
    try (Frames client = new Frames(proxy.port())) {
      client.add(Frames.HEADERS, Frames.END_HEADERS, 1, (byte) 0xff, (byte) 0xff).send();
      assertThat(client.goAway()).isEqualTo((int) Http2Error.COMPRESSION_ERROR.code());
    }
    try (Frames client = new Frames(proxy.port())) {
      client.add(Frames.HEADERS, 0, 1, Frames.block(pseudo("/"))).get(3, "/").send();
      assertThat(client.goAway()).isEqualTo(code());
    }
    assertThat(requests).hasValue(0);
  }
}
