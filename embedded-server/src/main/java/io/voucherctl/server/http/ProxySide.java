package io.voucherctl.server.http;

import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What all client connections of one {@link ProxyServer} share. */
final class ProxySide {
  private static final Logger LOG = LoggerFactory.getLogger(ProxyServer.class);

  private final ProxyServer.Options options;
  private final Director director;
  private final ErrorShape errors;
  private final Answers answers;

  ProxySide(ProxyServer.Options options, Director director, ErrorShape errors) {
    this.options = options;
    this.director = director;
    this.errors = errors;
    this.answers = new Answers(new HttpDate(options.clock()));
  }

  long idleTicks() {
    return LoopWatch.ticks(options.idle());
  }

  long connectTicks() {
    return LoopWatch.ticks(options.connectTimeout()) + 1;
  }

  long patienceTicks() {
    return LoopWatch.ticks(options.upstreamTimeout());
  }

  String date() {
    return answers.date();
  }

  /** Status of the refusal a head has earned; 0 for a sound one. */
  int fault(HttpRequest request) {
    int fault = HeadRules.fault(request);
    return fault == 0 ? HeadRules.upgradeFault(request.headers()) : fault;
  }

  /** What to do with a sound head; never throws. */
  Decision direct(HttpRequest request) {
    try {
      return director.direct(new NettyHead(request));
    } catch (RuntimeException e) {
      LOG.error("no decision on {} {}", request.method(), request.uri(), e);
      return new Decision.Answer(error(500, request));
    }
  }

  /** Prepares a head for its upstream; false when the decision asks for impossible headers. */
  boolean rewrite(HttpRequest request, Decision.Forward forward, String remote) {
    try {
      Headers.toUpstream(request, forward, remote);
      return true;
    } catch (IllegalArgumentException e) {
      LOG.error("a decision's headers cannot be sent", e);
      return false;
    }
  }

  Response error(int status, HttpRequest request) {
    try {
      return errors.error(status, HeadRules.message(status), new NettyHead(request));
    } catch (RuntimeException e) {
      LOG.error("the error answer failed as well", e);
      return Response.text(status, HeadRules.message(status) + "\n");
    }
  }

  HttpResponse whole(Response response) {
    try {
      if (response.body() instanceof Response.Bytes body) {
        return answers.whole(response, body);
      }
      LOG.error("a proxy's own answer cannot be streamed");
    } catch (RuntimeException e) {
      LOG.error("an answer cannot be sent", e);
    }
    byte[] words = "internal error\n".getBytes(StandardCharsets.UTF_8);
    Response plain = Response.of(500, "text/plain; charset=utf-8", words);
    return answers.whole(plain, new Response.Bytes(words));
  }

  void broken(@Nullable Throwable cause) {
    LOG.debug("connection broken", cause);
  }
}
