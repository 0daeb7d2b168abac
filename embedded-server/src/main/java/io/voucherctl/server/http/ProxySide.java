package io.voucherctl.server.http;

import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What all client connections of one {@link ProxyServer} share. */
final class ProxySide {
  private static final Logger LOG = LoggerFactory.getLogger(ProxyServer.class);

  private final ProxyServer.Options options;
  private final Director director;
  private final Answers answers;
  private final ErrorAnswers errors;
  private final ProxyTicks ticks;

  ProxySide(ProxyServer.Options options, Director director, ErrorShape errors) {
    this.options = options;
    this.ticks = ProxyTicks.of(options.times());
    this.director = director;
    this.answers = new Answers(new HttpDate(options.clock()));
    this.errors = new ErrorAnswers(errors, answers);
  }

  ProxyTicks ticks() {
    return ticks;
  }

  long mostBody() {
    return options.bounds().bodyBytes();
  }

  HeaderLines date() {
    return answers.date();
  }

  /** Status of the refusal a head has earned, once the director has heard of it; 0 for none. */
  int fault(HttpRequest request, Arrival arrival) {
    int fault = HeadRules.fault(request);
    if (fault == 0) {
      fault = HeadRules.upgradeFault(request.headers());
    }
    if (fault == 0 && arrival.exceeds(mostBody())) {
      fault = 413;
    }
    if (fault != 0) {
      refused(fault, request);
    }
    return fault;
  }

  /** What to do with a sound head; never throws. */
  Decision direct(HttpRequest request) {
    try {
      return director.direct(new NettyHead(request));
    } catch (RuntimeException e) {
      return undecided(request, e);
    }
  }

  /** What is done with a request whose director failed. */
  Decision undecided(HttpRequest request, Throwable cause) {
    LOG.error("no decision on a request", cause);
    return new Decision.Answer(error(500, request));
  }

  /** Whom nobody is asked about is told of all the same: every request counts. */
  void refused(int status, HttpRequest request) {
    try {
      director.refused(status, new NettyHead(request));
    } catch (RuntimeException e) {
      LOG.error("a refusal was not heard", e);
    }
  }

  /** Prepares a head for its upstream; false when the decision asks for impossible headers. */
  boolean rewrite(HttpRequest request, Decision.Forward forward, Client client) {
    try {
      Headers.toUpstream(request, forward, client);
      return true;
    } catch (IllegalArgumentException e) {
      LOG.error("a decision's headers cannot be sent", e);
      return false;
    }
  }

  Response error(int status, HttpRequest request) {
    return errors.error(status, new NettyHead(request));
  }

  HttpResponse whole(Response response) {
    return errors.whole(response);
  }

  void broken(Throwable cause) {
    LOG.debug("connection broken", cause);
  }
}
