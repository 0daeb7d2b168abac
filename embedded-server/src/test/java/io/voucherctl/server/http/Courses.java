package io.voucherctl.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A director that forwards everything to one place and keeps what it hears of each course. */
final class Courses implements Director {
  private final InetSocketAddress upstream;
  private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();

  Courses(InetSocketAddress upstream) {
    this.upstream = upstream;
  }

  /** The times of a client that idles, of connecting, of an upstream that answers, and idles. */
  static ProxyTimes times(Duration idle, Duration connect, Duration answer, Duration pooled) {
    return ProxyTimes.DEFAULTS
        .withRequests(idle, idle, idle)
        .withClient(answer, idle, ProxyTimes.DEFAULTS.farewell())
        .withUpstream(connect, answer, pooled);
  }

  static ProxyServer.Options options() {
    return ProxyServer.Options.of("proxy", "127.0.0.1", 0).withGrace(Duration.ofSeconds(5));
  }

  ProxyServer proxy() throws Exception {
    return ProxyServer.start(options(), this, Errors::shape);
  }

  @Override
  public Decision direct(RequestHead head) {
    if (head.rawTarget().startsWith("/refused")) {
      return new Decision.Answer(Response.text(429, "no"));
    }
    return new Decision.Forward(
        upstream,
        HeaderNames.of("x-secret"),
        HeaderNames.of("x-tenant").with("acme"),
        HeaderNames.of("x-limit").with("7"),
        new Decision.Course() {
          @Override
          public void finished(int status) {
            heard.add("finished " + status);
          }

          @Override
          public Response failed(Decision.UpstreamFailure failure) {
            heard.add("failed " + failure);
            return Response.text(503, failure.toString());
          }
        });
  }

  /** The next end of a course, in their order. */
  String next() throws InterruptedException {
    return String.valueOf(heard.poll(10, TimeUnit.SECONDS));
  }

  void nothingMore() {
    assertThat(heard).isEmpty();
  }
}
