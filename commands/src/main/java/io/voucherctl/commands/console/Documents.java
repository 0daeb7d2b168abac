package io.voucherctl.commands.console;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;

/** Results as JSON and YAML: record components in their order, RFC 3339 times, nulls left in. */
public final class Documents {
  private Documents() {}

  /** One line of JSON, so that a stream of them is JSON lines. */
  public static String json(Object result) {
    return write(new JsonFactory(), result);
  }

  public static String yaml(Object result) {
    return write(
            YAMLFactory.builder().disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER).build(),
            result)
        .stripTrailing();
  }

  private static String write(JsonFactory factory, Object result) {
    try {
      return new ObjectMapper(factory)
          .registerModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .writeValueAsString(result);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("cannot write " + result.getClass().getSimpleName(), e);
    }
  }
}
