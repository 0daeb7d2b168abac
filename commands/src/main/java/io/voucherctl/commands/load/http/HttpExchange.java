package io.voucherctl.commands.load.http;

import io.voucherctl.server.quota.Tenant;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.EntityDetails;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.impl.BasicEntityDetails;
import org.apache.hc.core5.http.message.BasicHeader;
import org.apache.hc.core5.http.message.BasicHttpRequest;
import org.apache.hc.core5.http.message.MessageSupport;
import org.apache.hc.core5.http.nio.AsyncClientExchangeHandler;
import org.apache.hc.core5.http.nio.CapacityChannel;
import org.apache.hc.core5.http.nio.DataStreamChannel;
import org.apache.hc.core5.http.nio.RequestChannel;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.net.URIAuthority;
import org.jspecify.annotations.Nullable;

/**
 * One attempt of a call on one of HttpCore's connections: writes the request, reads the answer to
 * its end and throws the body away. HttpCore may tell a failure twice, and from more than one
 * thread; the first end counts.
 */
final class HttpExchange implements AsyncClientExchangeHandler {
  /** Hears each of them once at most, on the sending thread. */
  interface Listener {
    void sent();

    void answered(int status, boolean reusable);

    /** The end without an answer. */
    void broken(boolean wasSent);
  }

  /** What all requests of one tenant have in common. */
  record Head(String scheme, URIAuthority authority, List<Header> fields) {
    static Head of(HttpHost host, Tenant tenant, boolean multiplexed) {
      List<Header> fields = new ArrayList<>();
      if (!multiplexed) {
        fields.add(new BasicHeader("Host", host.toHostString()));
      }
      HttpHead.fields(tenant)
          .forEach((name, value) ->
              fields.add(new BasicHeader(name, value, name.equals("X-App-Token"))));
      return new Head(host.getSchemeName(), new URIAuthority(host), List.copyOf(fields));
    }
  }

  private final LoadRequest request;
  private final Head head;
  private final Consumer<Runnable> post;
  private final Listener listener;
  private final ByteBuffer body;
  private final AtomicBoolean ended = new AtomicBoolean();
  private volatile boolean sent;
  private int status;
  private boolean closes;

  /**
   * Nothing is sent yet.
   *
   * @param post brings what is to be told to the sending thread
   */
  HttpExchange(LoadRequest request, Head head, Consumer<Runnable> post, Listener listener) {
    this.request = request;
    this.head = head;
    this.post = post;
    this.listener = listener;
    this.body = request.body().duplicate();
  }

  @Override
  public void produceRequest(RequestChannel channel, HttpContext context)
      throws HttpException, IOException {
    sent = true;
    post.accept(listener::sent);
    BasicHttpRequest message =
        new BasicHttpRequest("POST", head.scheme(), head.authority(), request.path());
    head.fields().forEach(message::addHeader);
    message.addHeader(new BasicHeader("Content-Length", body.remaining()));
    channel.sendRequest(
        message, new BasicEntityDetails(body.remaining(), ContentType.APPLICATION_JSON), context);
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
    var tokens = MessageSupport.iterate(response, "Connection");
    while (tokens.hasNext()) {
      closes |= tokens.next().getName().equalsIgnoreCase("close");
    }
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
    // Where nothing else was told, the stream was given up by the other side.
    broken();
  }

  private void answered() {
    if (ended.compareAndSet(false, true)) {
      boolean reusable = !closes && !body.hasRemaining();
      post.accept(() -> listener.answered(status, reusable));
    }
  }

  private void broken() {
    if (ended.compareAndSet(false, true)) {
      boolean wasSent = sent;
      post.accept(() -> listener.broken(wasSent));
    }
  }
}
