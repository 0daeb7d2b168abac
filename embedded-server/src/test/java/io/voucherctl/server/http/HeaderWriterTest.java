package io.voucherctl.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class HeaderWriterTest {
  private static final HeaderNames TWO = HeaderNames.of("x-state", "x-number");

  private static String sent(HeaderLines lines) {
    ByteBuf out = Unpooled.buffer();
    lines.write(out);
    return out.toString(StandardCharsets.ISO_8859_1);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 100})
  void putsValuesTogetherHoweverMuchRoomItWasPromised(int room) {
    HeaderLines lines =
        TWO.writer(room)
            .text(HeaderText.of("\"burst\";r="))
            .number(70)
            .text(HeaderText.of(";t="))
            .number(3)
            .end()
            .number(1_700_000_000)
            .end()
            .lines();
    assertThat(sent(lines)).isEqualTo("x-state: \"burst\";r=70;t=3\r\nx-number: 1700000000\r\n");
    assertThat(lines.entries())
        .isEqualTo(Map.of("x-state", "\"burst\";r=70;t=3", "x-number", "1700000000"));
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 9, 10, 99, 100, Long.MAX_VALUE, -1, Long.MIN_VALUE})
  void writesNumbersInDigits(long number) {
    HeaderLines lines = TWO.writer(0).end().number(number).end().lines();
    assertThat(lines.entries()).containsEntry("x-number", Long.toString(number));
  }

  @Test
  void refusesLinesWithoutAValue() {
    assertThatThrownBy(() -> TWO.writer(9).number(1).end().lines())
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("no value for x-number");
  }
}
