package io.voucherctl.commands.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.EntityDetails;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.impl.BasicEntityDetails;
import org.apache.hc.core5.http.message.BasicHeader;
import org.apache.hc.core5.http.message.BasicHttpRequest;
import org.apache.hc.core5.http.nio.AsyncClientEndpoint;
import org.apache.hc.core5.http.nio.AsyncClientExchangeHandler;
import org.apache.hc.core5.http.nio.CapacityChannel;
import org.apache.hc.core5.http.nio.DataStreamChannel;
import org.apache.hc.core5.http.nio.RequestChannel;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;

/**
 * One attempt of a call on one connection: writes the request, reads the answer to its end and
 * throws the body away. HttpCore may tell a failure twice, so the first end counts.
 */
final class HttpExchange implements AsyncClientExchangeHandler {
  private final HttpCall call;
  private final AsyncClientEndpoint endpoint;
  private final LoadRequest request;
  private final Header[] headers;
  private final ByteBuffer body;
  private final AtomicBoolean ended = new AtomicBoolean();
  private boolean sent;
  private int status;

  HttpExchange(HttpCall call, AsyncClientEndpoint endpoint, LoadRequest request, Header[] headers) {
    this.call = call;
    this.endpoint = endpoint;
    this.request = request;
    this.headers = headers;
    this.body = request.body().duplicate();
  }

  @Override
  public void produceRequest(RequestChannel channel, HttpContext context)
      throws HttpException, IOException {
    sent = true;
    call.sent();
    BasicHttpRequest post = new BasicHttpRequest("POST", request.path());
    post.setHeaders(headers);
    post.addHeader(new BasicHeader("Content-Length", body.remaining()));
    channel.sendRequest(
        post, new BasicEntityDetails(body.remaining(), ContentType.APPLICATION_JSON), context);
  }

  @Override
  public int available() {
    return body.remaining();
  }

  @Override
  public void produce(DataStreamChannel channel) throws IOException {
    channel.write(body);
    if (!body.hasRemaining()) {
      channel.endStream();
    }
  }

  @Override
  public void consumeInformation(HttpResponse response, HttpContext context) {
    // An interim answer says nothing about the outcome.
  }

  @Override
  public void consumeResponse(
      HttpResponse response, @Nullable EntityDetails entity, HttpContext context) {
    status = response.getCode();
    if (entity == null) {
      answered();
    }
  }

  @Override
  public void updateCapacity(CapacityChannel channel) throws IOException {
    channel.update(Integer.MAX_VALUE);
  }

  @Override
  public void consume(ByteBuffer part) {
    part.position(part.limit());
  }

  @Override
  public void streamEnd(@Nullable List<? extends Header> trailers) {
    answered();
  }

  @Override
  public void failed(Exception cause) {
    broken();
  }

  @Override
  public void cancel() {
    broken();
  }

  @Override
  public void releaseResources() {
    // Nothing is held; every end was told by one of the methods above.
  }

  private void answered() {
    if (ended.compareAndSet(false, true)) {
      call.answered(endpoint, status, !body.hasRemaining());
    }
  }

  private void broken() {
    if (ended.compareAndSet(false, true)) {
      call.broken(endpoint, sent);
    }
  }
}
