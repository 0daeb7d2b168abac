package io.voucherctl.server.http;

import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What all connections of one {@link HttpServer} share. Safe for all threads. */
final class ServerSide {
  private static final Logger LOG = LoggerFactory.getLogger(HttpServer.class);

  private final HttpServer.Options options;
  private final Handler handler;
  private final Answers answers;
  private final ErrorAnswers errors;
  private final BodyBudget bodies;
  private final AtomicInteger handling = new AtomicInteger();

  ServerSide(HttpServer.Options options, Handler handler, ErrorShape errors) {
    this.options = options;
    this.handler = handler;
    this.answers = new Answers(new HttpDate(options.clock()));
    this.errors = new ErrorAnswers(errors, answers);
    this.bodies = new BodyBudget(options.maxHeldBytes());
  }

  int mostBody() {
    return options.maxBodyBytes();
  }

  BodyBudget bodies() {
    return bodies;
  }

  long idleTicks() {
    return LoopWatch.ticks(options.idle());
  }

  /**
   * Handles a request on a thread of its own; false when too many are being handled. Clients that
   * leave and come back can ask for more at a time than there are connections.
   */
  boolean handle(Request request, ServerConnection connection) {
    if (handling.incrementAndGet() > options.maxConnections()) {
      handled(request);
      return false;
    }
    Handling work = new Handling(request, handler, errors, answers, connection);
    Thread.ofVirtual()
        .name(options.name() + "-request")
        .start(() -> {
          try {
            work.run();
          } finally {
            handled(request);
          }
        });
    return true;
  }

  private void handled(Request request) {
    handling.decrementAndGet();
    bodies.give(request.body().length);
  }

  HttpResponse refusal(HttpRequest head, int status) {
    return errors.whole(errors.error(status, new NettyHead(head)));
  }

  void broken(Throwable cause) {
    LOG.debug("connection broken", cause);
  }
}
