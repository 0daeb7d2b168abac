package io.voucherctl.server.voucher.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class OperatorTest {
  private static final String LAST = Character.toString(Character.MAX_CODE_POINT);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a",
        "az",
        "ż",
        "\u007f",
        "\u07ff",
        "\ud7ff",
        "\uffff",
        "☀",
        "😀",
        "a\udbff\udfff"
      })
  void theEndOfARangeComesAfterAllThatStartWithThePrefix(String prefix) {
    String end = Operator.endOfRange(prefix);
    assertThat(compare(prefix, end)).isNegative();
    assertThat(compare(prefix + LAST + LAST, end)).isNegative();
    assertThat(end).doesNotStartWith(prefix);
    assertThat(new String(end.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
        .isEqualTo(end);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\udbff\udfff", "\udbff\udfff\udbff\udfff"})
  void nothingComesAfterTheLastCharacter(String prefix) {
    assertThat(Operator.endOfRange(prefix)).isEmpty();
  }

  private static int compare(String one, String other) {
    return Arrays.compareUnsigned(
        one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
  }
}
