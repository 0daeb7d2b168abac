package io.voucherctl.commands.load.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.apache.hc.core5.http.EntityDetails;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.Message;
import org.apache.hc.core5.http.URIScheme;
import org.apache.hc.core5.http.impl.bootstrap.HttpAsyncServer;
import org.apache.hc.core5.http.nio.AsyncRequestConsumer;
import org.apache.hc.core5.http.nio.AsyncServerRequestHandler;
import org.apache.hc.core5.http.nio.entity.StringAsyncEntityConsumer;
import org.apache.hc.core5.http.nio.support.AsyncResponseBuilder;
import org.apache.hc.core5.http.nio.support.BasicRequestConsumer;
import org.apache.hc.core5.http.nio.support.BasicServerExchangeHandler;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.http2.HttpVersionPolicy;
import org.apache.hc.core5.http2.impl.nio.bootstrap.H2ServerBootstrap;
import org.apache.hc.core5.http2.ssl.H2ServerTlsStrategy;
import org.apache.hc.core5.io.CloseMode;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** HTTP/2, against HttpCore's own server. */
@Timeout(20)
class Http2TransportTest {
  @TempDir Path folder;

  /** Requests under /slow, kept unanswered. */
  private final List<HttpRequest> kept = Collections.synchronizedList(new ArrayList<>());

  private final List<String> seen = Collections.synchronizedList(new ArrayList<>());

  @Test
  void manyRequestsShareOneConnection() throws Exception {
    HttpAsyncServer server = start(null);
    try (Transport transport = open(server, "http", null)) {
      TransportDrive drive = new TransportDrive(transport);
      for (int i = 0; i < 150; i++) {
        drive.send("/v1/x-" + i + "/validate");
      }
      drive.untilAllEnded();
      assertThat(drive.fates).allSatisfy(fate -> assertThat(fate.end()).isEqualTo("answered 200"));
      assertThat(seen).hasSize(150).allSatisfy(one -> assertThat(one).startsWith("HTTP/2.0 app "));
    } finally {
      server.close(CloseMode.IMMEDIATE);
    }
  }

  @Test
  void isNegotiatedOverTls() throws Exception {
    TestTls tls = new TestTls();
    HttpAsyncServer server = start(tls);
    try (Transport transport = open(server, "https", new TlsTrust(tls.pem(folder), false))) {
      assertThat(new TransportDrive(transport).fateOf("/a")).isEqualTo("answered 200");
      assertThat(seen).singleElement().asString().startsWith("HTTP/2.0 app ");
    } finally {
      server.close(CloseMode.IMMEDIATE);
    }
  }

  @Test
  void givingOneUpLeavesTheOthersOnItsConnectionAlone() throws Exception {
    HttpAsyncServer server = start(null);
    try (Transport transport = open(server, "http", null)) {
      TransportDrive drive = new TransportDrive(transport);
      TransportDrive.Fate slow = drive.send("/slow");
      TransportDrive.Fate other = drive.send("/slow");
      drive.until(() -> kept.size() == 2);
      slow.carried.cancel();
      assertThat(drive.fateOf("/a")).isEqualTo("answered 200");
      assertThat(slow.end()).isEmpty();
      assertThat(other.end()).isEmpty();
    } finally {
      server.close(CloseMode.IMMEDIATE);
    }
  }

  @Test
  void aServerThatGoesAwayResetsWhatIsUnderWay() throws Exception {
    HttpAsyncServer server = start(null);
    try (Transport transport = open(server, "http", null)) {
      TransportDrive drive = new TransportDrive(transport);
      TransportDrive.Fate slow = drive.send("/slow");
      drive.until(() -> kept.size() == 1);
      server.close(CloseMode.IMMEDIATE);
      drive.until(() -> !slow.end().isEmpty());
      assertThat(slow.end()).isEqualTo("reset");
      assertThat(drive.fateOf("/a")).isEqualTo("refused");
    } finally {
      server.close(CloseMode.IMMEDIATE);
    }
  }

  private HttpAsyncServer start(@Nullable TestTls tls) throws Exception {
    H2ServerBootstrap bootstrap =
        H2ServerBootstrap.bootstrap()
            .setVersionPolicy(
                tls == null ? HttpVersionPolicy.FORCE_HTTP_2 : HttpVersionPolicy.NEGOTIATE)
            .setRequestRouter((_, _) -> () -> new BasicServerExchangeHandler<>(handler()));
    if (tls != null) {
      bootstrap.setTlsStrategy(new H2ServerTlsStrategy(tls.serverSide()));
    }
    HttpAsyncServer server = bootstrap.create();
    server.start();
    server
        .listen(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            tls == null ? URIScheme.HTTP : URIScheme.HTTPS)
        .get();
    return server;
  }

  private AsyncServerRequestHandler<Message<HttpRequest, String>> handler() {
    return new AsyncServerRequestHandler<>() {
      @Override
      public AsyncRequestConsumer<Message<HttpRequest, String>> prepare(
          HttpRequest request, @Nullable EntityDetails entity, HttpContext context) {
        return new BasicRequestConsumer<>(new StringAsyncEntityConsumer());
      }

      @Override
      public void handle(
          Message<HttpRequest, String> message, ResponseTrigger trigger, HttpContext context)
          throws org.apache.hc.core5.http.HttpException, java.io.IOException {
        HttpRequest request = message.getHead();
        if (request.getPath().equals("/slow")) {
          kept.add(request);
          return;
        }
        seen.add(
            context.getProtocolVersion()
                + " "
                + request.getFirstHeader("X-App-Id").getValue()
                + " "
                + message.getBody());
        trigger.submitResponse(AsyncResponseBuilder.create(200).setEntity("{}").build(), context);
      }
    };
  }

  private Transport open(HttpAsyncServer server, String scheme, @Nullable TlsTrust trust) {
    int port = ((InetSocketAddress) server.getEndpoints().iterator().next().getAddress()).getPort();
    return new HttpCoreTransport(
        new LoadTarget(
            URI.create(scheme + "://localhost:" + port),
            TransportContract.TENANTS,
            4,
            Map.of(),
            HttpVersion.HTTP_2,
            trust));
  }
}
