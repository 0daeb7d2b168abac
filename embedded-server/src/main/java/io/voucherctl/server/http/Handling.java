package io.voucherctl.server.http;

import io.netty.handler.codec.http.HttpResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One request on its virtual thread: from the handler to the last byte of a streamed body. */
final class Handling implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(Handling.class);

  private final Request request;
  private final Handler handler;
  private final ErrorAnswers errors;
  private final Answers answers;
  private final ServerConnection connection;

  Handling(
      Request request,
      Handler handler,
      ErrorAnswers errors,
      Answers answers,
      ServerConnection connection) {
    this.request = request;
    this.handler = handler;
    this.errors = errors;
    this.answers = answers;
    this.connection = connection;
  }

  @Override
  public void run() {
    try {
      send(handler.handle(request));
    } catch (Throwable e) { // whatever it is, the client waits for an answer
      LOG.error("{} {} failed", request.method(), path(), e);
      connection.answer(errors.whole(errors.error(500, request.head())));
    }
  }

  private void send(Response response) {
    switch (response.body()) {
      case Response.Bytes body -> connection.answer(answers.whole(response, body));
      case Response.Stream body -> stream(response, body);
    }
  }

  private void stream(Response response, Response.Stream body) {
    boolean chunked = connection.chunks();
    HttpResponse head = answers.head(response, chunked);
    StreamSink sink = connection.begin(head, chunked);
    if (!request.method().equals("HEAD")) {
      try {
        body.writer().write(sink);
      } catch (Throwable e) { // the status is out: only a broken connection tells the client
        LOG.warn("{} {} broke off", request.method(), path(), e);
        connection.breakOff();
        return;
      }
    }
    connection.end();
  }

  private String path() {
    String target = request.head().rawTarget();
    return target.substring(0, RawTarget.pathEnd(target)); // a query may carry secrets
  }
}
