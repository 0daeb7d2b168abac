package io.voucherctl.server.http;

import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.LastHttpContent;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One request on its way through the proxy and its answer on the way back; the two overlap, and
 * either may end first. Event loop only.
 */
final class Crossing implements UpstreamPool.Waiter {
  private enum Body {
    HELD,
    FORWARDED,
    DISCARDED
  }

  private final HttpRequest request;
  private final Client client;
  private final ProxySide side;
  private final ProxyLoop loop;
  private final Arrival arrival;

  private Body body = Body.DISCARDED;
  private long heldUntil;
  private boolean done;
  private @Nullable Deliberation deliberation;
  private @Nullable Transit transit;
  private @Nullable UpstreamConnection upstream;

  Crossing(HttpRequest request, Client client, ProxySide side, ProxyLoop loop) {
    this.request = request;
    this.client = client;
    this.side = side;
    this.loop = loop;
    this.arrival = new Arrival(request, client.chunks(), side.ticks(), loop.watch().now());
  }

  void begin() {
    int fault = side.fault(request, arrival);
    if (fault != 0) {
      refuse(fault);
      return;
    }
    decided(side.direct(request));
  }

  private void decided(Decision decision) {
    switch (decision) {
      case Decision.Answer answer -> answer(answer.response(), answer.headers());
      case Decision.Forward forward -> forward(forward);
      case Decision.Later later -> hold(later);
    }
  }

  private void hold(Decision.Later later) {
    body = Body.HELD;
    heldUntil = loop.watch().now() + side.ticks().connect();
    client.pause();
    deliberation = new Deliberation(side, request, this::decided);
    deliberation.await(later, loop.watch().loop());
  }

  private void forward(Decision.Forward forward) {
    transit = new Transit(forward);
    body = Body.HELD;
    if (!side.rewrite(request, forward, client)) {
      upstreamFailed(Decision.UpstreamFailure.BROKEN);
      return;
    }
    UpstreamConnection ready = loop.pool(forward.upstream()).acquire(this);
    if (ready != null && deliberation != null) {
      connected(ready);
    } else if (ready != null) {
      start(ready);
    } else if (body == Body.HELD) {
      heldUntil = loop.watch().now() + side.ticks().connect();
      client.pause();
    }
  }

  private void start(UpstreamConnection ready) {
    upstream = ready;
    body = Body.FORWARDED;
    ready.begin(this, request);
  }

  @Override
  public void connected(UpstreamConnection ready) {
    start(ready);
    if (arrival.whole()) {
      ready.write(LastHttpContent.EMPTY_LAST_CONTENT);
    } else {
      arrival.pardon(loop.watch().now());
      client.resume();
    }
    ready.flush();
  }

  @Override
  public void unavailable() {
    upstreamFailed(Decision.UpstreamFailure.CONNECT);
  }

  /** A piece of the request's body. */
  void content(HttpContent content) {
    if (content.decoderResult().isFailure()) {
      content.release();
      quit(400);
      return;
    }
    arrival.add(content);
    if (body == Body.FORWARDED && arrival.exceeds(side.mostBody())) {
      content.release();
      quit(413);
      return;
    }
    if (arrival.whole()) {
      client.pause();
    }
    if (body == Body.FORWARDED && upstream != null) {
      client.readOn(upstream.write(Headers.withoutTrailers(content)));
    } else {
      discard(content);
    }
  }

  private void discard(HttpContent content) {
    arrival.discard(content);
    if (arrival.tooMuch()) {
      client.closeAfter();
    }
    if (done && (arrival.whole() || arrival.tooMuch())) {
      client.answered(arrival.whole());
    }
  }

  boolean requestIsWhole() {
    return arrival.whole();
  }

  /** The upstream takes more of the request again. */
  void sendOn() {
    client.readOn(true);
  }

  /** Others need the upstream connection that this client keeps waiting. */
  void clientTooSlow() {
    quit(408);
  }

  /** The upstream takes no more of the request. */
  void discardRest() {
    body = Body.DISCARDED;
    client.readOn(true);
  }

  void clientTakesMore() {
    if (upstream != null) {
      upstream.flow();
    }
  }

  void flushUpstream() {
    if (upstream != null) {
      upstream.flush();
    }
  }

  /** The upstream asks for the body. */
  void invite() {
    if (arrival.expecting()) {
      client.invite();
    }
  }

  void passHead(HttpResponse response) {
    Transit going = Objects.requireNonNull(transit);
    boolean framed = Headers.toClient(response, request, going.forward(), client.chunks());
    if (!framed || arrival.expecting()) {
      client.closeAfter();
    }
    client.writeHead(response);
    going.answered(response.status().code());
  }

  /** Passes a piece of the answer on; false when the client should be waited for. */
  boolean pass(HttpContent content) {
    client.write(Headers.withoutTrailers(content));
    return client.writable();
  }

  void flush() {
    client.flush();
  }

  /** The upstream's answer was passed on whole. */
  void completed() {
    upstream = null;
    body = Body.DISCARDED;
    finish();
    end();
  }

  void upstreamFailed(Decision.UpstreamFailure failure) {
    upstream = null;
    if (transit == null || transit.answered()) {
      finish();
      client.breakOff();
      return;
    }
    Response answer = transit.failed(failure);
    answer(answer == null ? side.error(502, request) : answer);
  }

  /** Nobody waits for the answer any more. */
  void abandon() {
    if (upstream != null) {
      upstream.close();
      upstream = null;
    } else if (body == Body.HELD) {
      abandonWait();
    }
    finish();
  }

  private void abandonWait() {
    if (transit != null) {
      loop.pool(transit.forward().upstream()).cancel(this);
    } else if (deliberation != null) {
      deliberation.giveUp();
    }
  }

  private void finish() {
    if (transit != null) {
      transit.finished();
    }
  }

  /** Gives the request up because of the client. */
  private void quit(int status) {
    boolean late = done || (transit != null && !transit.refused(status));
    abandon();
    if (late) {
      client.breakOff();
    } else {
      refuse(status);
    }
  }

  private void refuse(int status) {
    client.closeAfter();
    answer(Transit.dressed(side.error(status, request), transit));
  }

  private void answer(Response response) {
    answer(response, HeaderLines.NONE);
  }

  private void answer(Response response, HeaderLines more) {
    body = Body.DISCARDED;
    if (!arrival.worthDraining()) {
      client.closeAfter();
    }
    HttpResponse answer = side.whole(response);
    Headers.set(answer.headers(), more);
    client.writeHead(answer);
    end();
  }

  private void end() {
    done = true;
    client.answered(arrival.whole());
  }

  void tick(long now) {
    if (body == Body.HELD && now >= heldUntil) {
      holdNoLonger();
    } else if (body != Body.HELD && arrival.overdue(now, client.reading())) {
      quit(408);
    }
  }

  private void holdNoLonger() {
    abandonWait();
    if (transit == null) {
      answer(side.error(503, request));
    } else {
      upstreamFailed(Decision.UpstreamFailure.CONNECT);
    }
  }
}
