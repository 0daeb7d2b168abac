package io.voucherctl.commands.load.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpAnswerTest {
  private static final String OK = "HTTP/1.1 200 OK\r\n";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Length: 5\r\n\r\nhello",
        "content-length:5\r\nServer: x\r\n\r\nhello",
        "Content-Length: 5, 5\r\nContent-Length: 5\r\n\r\nhello",
        "Content-Length: 0\r\n\r\n",
        "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n",
        "Transfer-Encoding: gzip, chunked\r\n\r\n005 ; a=\"b\"\r\nhello\r\n0\r\nTrailer: x\r\n\r\n",
        "X-A: \r\nX-B: a:b:c\r\nContent-Length: 1\r\n\r\n\n"
      })
  void isWholeExactlyAtItsEndHoweverItIsCut(String rest) {
    byte[] bytes = (OK + rest).getBytes(StandardCharsets.US_ASCII);
    byte[] more = (OK + rest + "HTTP/1.1 500 Next\r\n").getBytes(StandardCharsets.US_ASCII);
    for (int cut = 0; cut < bytes.length; cut++) {
      HttpAnswer answer = new HttpAnswer();
      answer.restart();
      assertThat(answer.take(more, 0, cut)).isEqualTo(cut);
      assertThat(answer.isWhole() || answer.isBroken()).isFalse();
      assertThat(answer.take(more, cut, more.length)).isEqualTo(bytes.length);
      assertThat(answer.isWhole()).isTrue();
      assertThat(answer.isReusable()).isTrue();
      assertThat(answer.status()).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/2.0 200 OK\r\n",
        "HTTP/1.1  200 OK\r\n",
        "HTTP/1.1 20 OK\r\n\r\n",
        "HTTP/1.1 2000 OK\r\n",
        "HTTP/1.1 099 No\r\n",
        "http/1.1 200 OK\r\n",
        "\r\n\r\n",
        "HTTP/1.1 101 Switching Protocols\r\n\r\n",
        OK + "no colon\r\n",
        OK + ": no name\r\n",
        OK + "Name : space\r\n",
        OK + " folded: line\r\n",
        OK + "Content-Length: \r\n",
        OK + "Content-Length: +5\r\n",
        OK + "Content-Length: 5, 6\r\n",
        OK + "Content-Length: 5\r\nContent-Length: 6\r\n",
        OK + "Content-Length: 9999999999999999999\r\n",
        OK + "Transfer-Encoding: chunked, gzip\r\n",
        OK + "Transfer-Encoding: chunked\r\n\r\n\r\n",
        OK + "Transfer-Encoding: chunked\r\n\r\n-1\r\n",
        OK + "Transfer-Encoding: chunked\r\n\r\n5x\r\n",
        OK + "Transfer-Encoding: chunked\r\n\r\n1\r\nabc\r\n",
        OK + "Transfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFFF\r\n"
      })
  void whatIsNoHttpIsBroken(String text) {
    assertThat(take(text).isBroken()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "HTTP/1.1, Keep-Alive: 5, true",
    "HTTP/1.1, Connection: close, false",
    "HTTP/1.1, 'Connection: X, Close', false",
    "HTTP/1.0, Server: x, false",
    "HTTP/1.0, Connection: keep-alive, true",
    "HTTP/1.1, Transfer-Encoding: chunked, false",
  })
  void saysWhetherTheConnectionLives(String version, String field, boolean lives) {
    HttpAnswer answer =
        take(version + " 200 OK\r\nContent-Length: 5\r\n" + field + "\r\n\r\n0\r\n\r\n");
    assertThat(answer.isWhole()).isTrue();
    assertThat(answer.isReusable()).isEqualTo(lives);
  }

  @Test
  void interimAnswersAreSkippedAndSomeHaveNoBody() {
    assertThat(take("HTTP/1.1 100 Continue\r\n\r\n" + OK + "Content-Length: 0\r\n\r\n").isWhole())
        .isTrue();
    assertThat(take("HTTP/1.1 204 No\r\nContent-Length: 9\r\n\r\n").isWhole()).isTrue();
    assertThat(take("HTTP/1.1 304 No\r\nTransfer-Encoding: chunked\r\n\r\n").isWhole()).isTrue();
  }

  @Test
  void withoutALengthTheEndOfTheConnectionIsTheEnd() {
    HttpAnswer answer = take(OK + "\r\nsome");
    assertThat(answer.isWhole()).isFalse();
    answer.end();
    assertThat(answer.isWhole()).isTrue();
    assertThat(answer.isReusable()).isFalse();
    HttpAnswer cut = take(OK + "Content-Length: 5\r\n\r\nsome");
    cut.end();
    assertThat(cut.isBroken()).isTrue();
  }

  @Test
  void linesWithoutEndAreGivenUp() {
    assertThat(take(OK + "X: " + "y".repeat(HttpAnswer.MOST_HEAD_BYTES)).isBroken()).isTrue();
    assertThat(take((OK + "X: y\r\n" + "A: b\r\n".repeat(20_000))).isBroken()).isTrue();
    assertThat(take("HTTP/1.1 100 C\r\n\r\n".repeat(10_000)).isBroken()).isTrue();
    assertThat(
            take(OK
                    + "Transfer-Encoding: chunked\r\n\r\n1;"
                    + "x".repeat(HttpAnswer.MOST_HEAD_BYTES))
                .isBroken())
        .isTrue();
  }

  private static HttpAnswer take(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    HttpAnswer answer = new HttpAnswer();
    answer.restart();
    answer.take(bytes, 0, bytes.length);
    return answer;
  }
}
