package io.voucherctl.server.http;

import io.netty.handler.codec.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One request on its virtual thread: from the handler to the last byte of a streamed body. */
final class Handling implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(Handling.class);

  private final Request request;
  private final Handler handler;
  private final ErrorShape errors;
  private final Answers answers;
  private final ServerConnection connection;

  Handling(
      Request request,
      Handler handler,
      ErrorShape errors,
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
      Response response = handler.handle(request);
      send(response);
    } catch (Throwable e) { // whatever it is, the client waits for an answer
      LOG.error("{} {} failed", request.method(), request.head().rawTarget(), e);
      failed();
    }
  }

  private void send(Response response) throws InterruptedException {
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
        LOG.warn("{} {} broke off", request.method(), request.head().rawTarget(), e);
        connection.breakOff();
        return;
      }
    }
    connection.end();
  }

  private void failed() {
    try {
      Response error = errors.error(500, "internal error", request.head());
      if (error.body() instanceof Response.Bytes body) {
        connection.answer(answers.whole(error, body));
        return;
      }
    } catch (RuntimeException e) {
      LOG.error("the error answer failed as well", e);
    }
    byte[] words = "internal error\n".getBytes(StandardCharsets.UTF_8);
    Response plain = Response.of(500, "text/plain; charset=utf-8", words);
    connection.answer(answers.whole(plain, new Response.Bytes(words)));
  }
}
