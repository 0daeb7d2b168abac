package io.voucherctl.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseDecoder;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What our decoder takes, Netty's takes, and for the same; however the bytes are cut. */
@SuppressWarnings("StringConcatToTextBlock") // carriage returns
final class WireDecoderTest {
  private static final String BROKEN = "broken";

  private static final String[] REQUESTS = {
    "GET /v1/vouchers/a%2Fb?x=1 HTTP/1.1\r\nHost: t\r\nX-App-Id: a\r\n\r\n",
    "GET http://t/x HTTP/1.0\r\n"
        + "Connection: keep-alive\r\n"
        + "X-Empty:\r\n"
        + "x-two: a\r\n"
        + "X-TWO: b \t\r\n\r\n",
    "POST /v1/redemptions HTTP/1.1\r\nHost: t\r\nContent-Length: 5\r\n\r\nhello",
    "POST / HTTP/1.1\r\nHost: t\r\nContent-Length: 0\r\nExpect: 100-continue\r\n\r\n",
    "PUT / HTTP/1.1\r\nHost: t\r\nTransfer-Encoding: chunked\r\n\r\n"
        + "5\r\nhello\r\nA;n=v;o\r\n0123456789\r\n0\r\nX-Trailer: t\r\n\r\n",
    "BREW /pot HTTP/1.1\r\nHost: t\r\nX-Long: " + "y".repeat(300) + "\r\n\r\n",
  };

  private static final String[] RESPONSES = {
    "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 5\r\n\r\nhello",
    "HTTP/1.1 404 Not Found\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n",
    "HTTP/1.1 204 No Content\r\nX: y\r\n\r\n",
    "HTTP/1.1 304 Not Modified\r\nContent-Length: 10\r\n\r\n",
    "HTTP/1.1 100 Continue\r\n\r\n",
    "HTTP/1.0 200 OK\r\n\r\nto the end",
  };

  /** Bytes that tend to matter, put in the place of any other. */
  private static final byte[] ODD = "\r\n\t \0:;,/%0159aAfFzZ+-\177\200\377".getBytes(latin());

  private static java.nio.charset.Charset latin() {
    return StandardCharsets.ISO_8859_1;
  }

  /** All messages, each as one line of text, the last of them {@link #BROKEN} if one was. */
  private static List<String> read(ChannelHandler[] decoder, byte[] bytes, int[] cuts) {
    List<String> messages = new ArrayList<>();
    StringBuilder now = new StringBuilder();
    EmbeddedChannel channel = new EmbeddedChannel(decoder);
    int from = 0;
    for (int cut : cuts) {
      channel.writeInbound(Unpooled.copiedBuffer(bytes, from, cut - from));
      from = cut;
    }
    channel.writeInbound(Unpooled.copiedBuffer(bytes, from, bytes.length - from));
    channel.finish();
    for (HttpObject one = channel.readInbound(); one != null; one = channel.readInbound()) {
      boolean failed = one.decoderResult().isFailure();
      if (!failed) {
        append(one, now);
      }
      if (failed || one instanceof LastHttpContent) {
        messages.add(failed ? BROKEN : now.toString());
        now.setLength(0);
      }
      ReferenceCountUtil.release(one);
      if (failed) {
        break;
      }
    }
    channel.releaseInbound();
    return messages;
  }

  private static void append(HttpObject one, StringBuilder to) {
    if (one instanceof HttpRequest request) {
      to.append(request.method()).append(' ').append(request.uri()).append(' ');
      to.append(request.protocolVersion());
      append(request.headers().entries().toString(), to);
    } else if (one instanceof HttpResponse response) {
      to.append(response.protocolVersion()).append(' ').append(response.status().code());
      append(response.headers().entries().toString(), to);
    }
    if (one instanceof HttpContent content) {
      ByteBuf bytes = content.content();
      to.append(bytes.toString(latin()));
    }
  }

  private static void append(String headers, StringBuilder to) {
    to.append(headers.toLowerCase(Locale.ROOT)).append('|');
  }

  private static byte[] mutated(String[] sources, Random random) {
    StringBuilder text = new StringBuilder(sources[random.nextInt(sources.length)]);
    if (random.nextBoolean()) {
      text.append(sources[random.nextInt(sources.length)]);
    }
    byte[] bytes = text.toString().getBytes(latin());
    for (int i = random.nextInt(4); i > 0; i--) {
      int at = random.nextInt(bytes.length);
      switch (random.nextInt(3)) {
        case 0 -> bytes[at] = ODD[random.nextInt(ODD.length)];
        case 1 -> bytes = with(bytes, at, ODD[random.nextInt(ODD.length)]);
        default -> bytes = without(bytes, at);
      }
    }
    return bytes;
  }

  private static byte[] with(byte[] bytes, int at, byte one) {
    String text = new String(bytes, latin());
    return (text.substring(0, at) + (char) (one & 0xff) + text.substring(at)).getBytes(latin());
  }

  private static byte[] without(byte[] bytes, int at) {
    String text = new String(bytes, latin());
    return (text.substring(0, at) + text.substring(at + 1)).getBytes(latin());
  }

  private static String shown(byte[] bytes) {
    return new String(bytes, latin()).replace("\r", "\\r").replace("\n", "\\n");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void takesNothingThatNettyReadsInAnotherWay(boolean requests) {
    Random random = new Random(20_210_820);
    int taken = 0;
    for (int round = 0; round < 20_000; round++) {
      byte[] bytes = mutated(requests ? REQUESTS : RESPONSES, random);
      List<String> ours = read(ours(requests), bytes, new int[0]);
      List<String> nettys = read(nettys(requests), bytes, new int[0]);
      int sound = ours.contains(BROKEN) ? ours.size() - 1 : ours.size();
      taken += sound;
      assertThat(nettys.subList(0, Math.min(sound, nettys.size())))
          .as(shown(bytes))
          .isEqualTo(ours.subList(0, sound));
    }
    assertThat(taken).isGreaterThan(10_000);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void readsTheSameHoweverTheBytesAreCut(boolean requests) {
    Random random = new Random(12_38);
    for (int round = 0; round < 5_000; round++) {
      byte[] bytes = mutated(requests ? REQUESTS : RESPONSES, random);
      int[] cuts = random.ints(random.nextInt(1, 9), 0, bytes.length).sorted().toArray();
      assertThat(read(ours(requests), bytes, cuts))
          .as(shown(bytes))
          .isEqualTo(read(ours(requests), bytes, new int[0]));
    }
  }

  @Test
  void readsByteByByte() {
    for (String source : REQUESTS) {
      byte[] bytes = source.getBytes(latin());
      int[] everywhere = java.util.stream.IntStream.range(1, bytes.length).toArray();
      assertThat(read(ours(true), bytes, everywhere)).hasSize(1).doesNotContain(BROKEN);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET / HTTP/1.1\r\nHost: t\r\n folded\r\n\r\n",
        "GET / HTTP/1.1\nHost: t\n\n",
        "GET / HTTP/1.1\r\nHost: t\r\nX: a\rb\r\n\r\n",
        "GET  / HTTP/1.1\r\nHost: t\r\n\r\n",
        "GET / x HTTP/1.1\r\nHost: t\r\n\r\n",
        "GET / HTTP/1.1 \r\nHost: t\r\n\r\n",
        "GET / http/1.1\r\nHost: t\r\n\r\n",
        "G\u00e9T / HTTP/1.1\r\nHost: t\r\n\r\n",
        " GET / HTTP/1.1\r\nHost: t\r\n\r\n",
        "POST / HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 1\r\n\r\nx",
        "POST / HTTP/1.1\r\nContent-Length: 0x1\r\n\r\nx",
        "POST / HTTP/1.1\r\nContent-Length:\r\n\r\nx",
        "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n0x1\r\nx\r\n0\r\n\r\n",
        "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n1 x\r\nx\r\n0\r\n\r\n",
        "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n1\nx\r\n0\r\n\r\n",
        "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nfffffffffffffffff\r\nx",
        "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\nbad trailer\r\n\r\n",
      })
  void refusesWhatOthersMayReadInTwoWays(String request) {
    assertThat(read(ours(true), request.getBytes(latin()), new int[0])).containsExactly(BROKEN);
  }

  @Test
  void looksPastChunkExtensions() {
    String head = "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n";
    String body = "1;a=\"b;\\\" c\";d;e=f\r\nx\r\n0;last\r\n\r\n";
    assertThat(read(ours(true), (head + body).getBytes(latin()), new int[0]))
        .containsExactly("POST / HTTP/1.1[transfer-encoding=chunked]|x");
  }

  @Test
  void keepsForeignBytesOfATarget() {
    String target = "/caf\u00c3\u00a9";
    String request = "GET " + target + " HTTP/1.1\r\nHost: t\r\n\r\n";
    assertThat(read(ours(true), request.getBytes(latin()), new int[0]).getFirst())
        .startsWith("GET " + target + " ");
  }

  private static ChannelHandler[] ours(boolean requests) {
    return requests ? passing(RequestDecoder::new) : passing(ResponseDecoder::new);
  }

  private static <M extends HttpMessage> ChannelHandler[] passing(
      Function<Receiver<M>, ChannelHandler> decoder) {
    Passing<M> receiver = new Passing<>();
    return new ChannelHandler[] {decoder.apply(receiver), receiver};
  }

  private static ChannelHandler[] nettys(boolean requests) {
    return new ChannelHandler[] {requests ? new HttpRequestDecoder() : new HttpResponseDecoder()};
  }

  /** Passes what it hears on to whoever is next in the pipeline. */
  private static final class Passing<M extends HttpMessage> extends ChannelInboundHandlerAdapter
      implements Receiver<M> {
    private ChannelHandlerContext own;

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
      own = context;
    }

    @Override
    public void head(M head) {
      own.fireChannelRead(head);
    }

    @Override
    public void content(HttpContent piece) {
      own.fireChannelRead(piece);
    }

    @Override
    public void readAll() {
      own.fireChannelReadComplete();
    }
  }
}
