package io.voucherctl.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class RequestDecoderTest implements Receiver<HttpRequest> {
  private final RequestDecoder decoder = new RequestDecoder(this);
  private final EmbeddedChannel channel = new EmbeddedChannel(decoder);
  private final List<String> heard = new ArrayList<>();

  @AfterEach
  void end() {
    channel.finishAndReleaseAll();
  }

  @Override
  public void head(HttpRequest head) {
    if (head.uri().equals("/trouble")) {
      throw new IllegalStateException("no room for this one");
    }
    heard.add(head.uri());
    decoder.pause();
  }

  @Override
  public void content(HttpContent piece) {
    piece.release();
  }

  @Override
  public void readAll() {
    heard.add("all");
  }

  private static ByteBuf bytes(String text) {
    return Unpooled.copiedBuffer(text, StandardCharsets.US_ASCII);
  }

  private static String get(String target) {
    return "GET " + target + " HTTP/1.1\r\nHost: t\r\n\r\n";
  }

  @Test
  void deliversOneRequestAtATime() {
    channel.writeInbound(bytes(get("/1") + get("/2") + get("/3")));
    assertThat(heard).containsExactly("/1", "all");
    decoder.resume();
    assertThat(heard).containsExactly("/1", "all", "/2", "all");
    assertThat(decoder.held()).isEqualTo(get("/3").length());
  }

  @Test
  void leavesTheBufferThatARestCameInToTheNext() {
    ByteBuf lent = bytes(get("/1") + get("/2")).retain();
    channel.writeInbound(lent);
    assertThat(decoder.waiting()).isTrue();
    assertThat(lent.refCnt()).isEqualTo(1);
    lent.setZero(0, lent.writerIndex()).release();
    decoder.resume();
    assertThat(heard).containsExactly("/1", "all", "/2", "all");
  }

  @Test
  void keepsTheTroubleOfAWaitingRequestOnItsConnection() {
    channel.writeInbound(bytes(get("/1") + get("/trouble")));
    decoder.resume();
    assertThatThrownBy(channel::checkException).hasMessage("no room for this one");
  }

  @Test
  void takesOnlySoMuchThatNobodyWantsYet() {
    channel.writeInbound(bytes(get("/1")));
    for (int i = 0; i < 20; i++) {
      channel.writeInbound(bytes("x".repeat(1000)));
    }
    assertThat(channel.config().isAutoRead()).isFalse();
    decoder.discard();
    assertThat(channel.config().isAutoRead()).isTrue();
  }
}
