package io.voucherctl.server.http;

import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What all connections of one {@link HttpServer} share. */
final class ServerSide {
  private static final Logger LOG = LoggerFactory.getLogger(HttpServer.class);

  private final HttpServer.Options options;
  private final Handler handler;
  private final ErrorShape errors;
  private final Answers answers;

  ServerSide(HttpServer.Options options, Handler handler, ErrorShape errors) {
    this.options = options;
    this.handler = handler;
    this.errors = errors;
    this.answers = new Answers(new HttpDate(options.clock()));
  }

  int mostBody() {
    return options.maxBodyBytes();
  }

  long idleTicks() {
    return LoopWatch.ticks(options.idle());
  }

  void handle(Request request, ServerConnection connection) {
    Thread.ofVirtual()
        .name(options.name() + "-request")
        .start(new Handling(request, handler, errors, answers, connection));
  }

  HttpResponse refusal(HttpRequest head, int status) {
    Response response = errors.error(status, HeadRules.message(status), new NettyHead(head));
    if (response.body() instanceof Response.Bytes body) {
      return answers.whole(response, body);
    }
    throw new IllegalStateException("an error answer must not be streamed");
  }

  void broken(Throwable cause) {
    LOG.debug("connection broken", cause);
  }
}
