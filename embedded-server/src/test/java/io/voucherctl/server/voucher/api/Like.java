package io.voucherctl.server.voucher.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;

/** Compares JSON field by field; in what is expected, {@code "~REGEX"} stands for any such text. */
final class Like {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Like() {}

  static void assertLike(JsonNode actual, String expected) throws IOException {
    compare("", actual, JSON.readTree(expected));
  }

  private static void compare(String path, JsonNode actual, JsonNode expected) {
    if (expected.isTextual() && expected.textValue().startsWith("~")) {
      assertThat(actual.textValue()).as(path).matches(expected.textValue().substring(1));
    } else if (expected.isObject()) {
      assertThat(actual.fieldNames())
          .as(path)
          .toIterable()
          .containsExactlyInAnyOrderElementsOf(expected::fieldNames);
      expected
          .properties()
          .forEach(property ->
              compare(
                  path + "/" + property.getKey(),
                  actual.get(property.getKey()),
                  property.getValue()));
    } else if (expected.isArray()) {
      assertThat(actual.size()).as(path).isEqualTo(expected.size());
      for (int i = 0; i < expected.size(); i++) {
        compare(path + "/" + i, actual.get(i), expected.get(i));
      }
    } else {
      assertThat(actual).as(path).isEqualTo(expected);
    }
  }
}
