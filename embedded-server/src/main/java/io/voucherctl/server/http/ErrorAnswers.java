package io.voucherctl.server.http;

import io.netty.handler.codec.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An {@link ErrorShape} and the way to the wire, both safe to call when things go wrong. */
final class ErrorAnswers {
  private static final Logger LOG = LoggerFactory.getLogger(ErrorAnswers.class);

  private final ErrorShape errors;
  private final Answers answers;

  ErrorAnswers(ErrorShape errors, Answers answers) {
    this.errors = errors;
    this.answers = answers;
  }

  /** The refusal in the API's shape, or in plain words when the shape fails. */
  Response error(int status, RequestHead head) {
    try {
      return errors.error(status, HeadRules.message(status), head);
    } catch (RuntimeException e) {
      LOG.error("no error answer for {}", status, e);
      return Response.text(status, HeadRules.message(status) + "\n");
    }
  }

  /** An answer that is there already; 500 in its place when it cannot be sent. */
  HttpResponse whole(Response response) {
    try {
      if (response.body() instanceof Response.Bytes body) {
        return answers.whole(response, body);
      }
      LOG.error("a stream cannot be sent here");
    } catch (RuntimeException e) {
      LOG.error("an answer cannot be sent", e);
    }
    byte[] words = (HeadRules.message(500) + "\n").getBytes(StandardCharsets.UTF_8);
    Response plain = Response.of(500, "text/plain; charset=utf-8", words);
    return answers.whole(plain, new Response.Bytes(words));
  }
}
