package io.voucherctl.commands.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DocumentsTest {
  private record Inner(String zeta, String alpha) {}

  private record Result(
      String schema,
      @Nullable String reason,
      Instant at,
      long count,
      double share,
      List<Inner> inner) {}

  private static final Result RESULT =
      new Result(
          "voucherctl.some/v1",
          null,
          Instant.parse("2030-01-01T00:10:00.250Z"),
          3,
          0.5,
          List.of(new Inner("a\nb", "yes")));

  @Test
  void jsonIsOneLineInTheOrderOfTheComponents() {
    assertThat(Documents.json(RESULT))
        .isEqualTo(
            "{\"schema\":\"voucherctl.some/v1\",\"reason\":null,"
                + "\"at\":\"2030-01-01T00:10:00.250Z\",\"count\":3,\"share\":0.5,"
                + "\"inner\":[{\"zeta\":\"a\\nb\",\"alpha\":\"yes\"}]}");
  }

  @Test
  void yamlSaysTheSameInTheSameOrder() {
    assertThat(Documents.yaml(RESULT))
        .isEqualTo(
            """
            schema: "voucherctl.some/v1"
            reason: null
            at: "2030-01-01T00:10:00.250Z"
            count: 3
            share: 0.5
            inner:
            - zeta: "a\\nb"
              alpha: "yes\"\
            """);
  }
}
