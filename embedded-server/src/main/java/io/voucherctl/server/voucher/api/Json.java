package io.voucherctl.server.voucher.api;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voucherctl.server.http.Response;
import io.voucherctl.server.voucher.domain.Refusal;
import io.voucherctl.server.voucher.domain.Refused;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** JSON in and out. What is not JSON, or too deep, or not text, is refused with 400. */
final class Json {
  private static final int DEPTH = 32;
  private static final long TOKENS = 30_000;
  private static final int NUMBER_LENGTH = 100;
  private static final int TEXT_LENGTH = 64 * 1024;
  private static final int POOLED_BUFFERS = 64;
  private static final int ANSWER_BYTES = 1_500;

  private final JsonMapper mapper =
      JsonMapper.builder(factory(limits().maxTokenCount(TOKENS)))
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
          .build();

  /** Walks arrays of any length, without making trees of them. */
  private final JsonFactory arrays = factory(limits());

  /** Reads what is stored: it was bounded when it came in, and what is added to it is bounded. */
  private final JsonMapper stored =
      JsonMapper.builder(factory(limits()))
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();

  private static JsonFactory factory(StreamReadConstraints.Builder limits) {
    // Virtual threads are new for every request: buffers of their own would be waste.
    return JsonFactory.builder()
        .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
        .streamReadConstraints(limits.build())
        .recyclerPool(JsonRecyclerPools.newBoundedPool(POOLED_BUFFERS))
        .build();
  }

  private static StreamReadConstraints.Builder limits() {
    return StreamReadConstraints.builder()
        .maxNestingDepth(DEPTH)
        .maxNumberLength(NUMBER_LENGTH)
        .maxStringLength(TEXT_LENGTH);
  }

  /** Writes one answer. */
  @FunctionalInterface
  interface Writer {
    void write(JsonGenerator out) throws IOException;
  }

  /** The object in a request body; an empty body is an empty object. */
  Fields object(byte[] body) {
    if (body.length == 0) {
      return empty();
    }
    try {
      return fields(mapper.readTree(body));
    } catch (IOException e) {
      throw malformed(e);
    }
  }

  /**
   * Hands the objects of an array over one by one: only one is in memory, and each is bounded like
   * a body of its own.
   */
  void eachObject(byte[] body, Consumer<Fields> each) {
    try (JsonParser in = arrays.createParser(body)) {
      if (in.nextToken() != JsonToken.START_ARRAY) {
        throw Refusal.INVALID_PAYLOAD.because("the body must be an array");
      }
      while (in.nextToken() != JsonToken.END_ARRAY) {
        int from = offset(in.currentTokenLocation());
        in.skipChildren();
        in.finishToken();
        int to = offset(in.currentLocation());
        each.accept(fields(mapper.readTree(body, from, to - from)));
      }
      if (in.nextToken() != null) {
        throw Refusal.INVALID_PAYLOAD.because("the body goes on after the array");
      }
    } catch (IOException e) {
      throw malformed(e);
    }
  }

  /** Known for UTF-8 only, which is what JSON is sent in. */
  private static int offset(JsonLocation location) {
    if (location.getByteOffset() < 0) {
      throw Refusal.INVALID_PAYLOAD.because("the body is not UTF-8");
    }
    return Math.toIntExact(location.getByteOffset());
  }

  private Fields fields(@Nullable JsonNode node) {
    if (!(node instanceof ObjectNode object)) {
      throw Refusal.INVALID_PAYLOAD.because("the body must be an object");
    }
    checkText(object);
    return Fields.of(this, object);
  }

  private static Refused malformed(IOException e) {
    String words =
        e instanceof JsonProcessingException json
            ? json.getOriginalMessage()
            : "the body is not UTF-8";
    return Refusal.INVALID_PAYLOAD.because(words);
  }

  /** JSON can spell halves of characters and NUL, which neither UTF-8 nor a database can keep. */
  private static void checkText(JsonNode node) {
    if (node.isTextual()) {
      checkText(node.textValue());
    } else if (node.isArray()) {
      node.forEach(Json::checkText);
    } else {
      for (Map.Entry<String, JsonNode> property : node.properties()) {
        checkText(property.getKey());
        checkText(property.getValue());
      }
    }
  }

  private static void checkText(String text) {
    if (!Text.isStorable(text)) {
      throw Refusal.INVALID_PAYLOAD.because("a text holds NUL or half a character");
    }
  }

  ArrayNode array() {
    return mapper.createArrayNode();
  }

  /** An object without a property yet. */
  Fields empty() {
    return Fields.of(this, mapper.createObjectNode());
  }

  /** The text of a node, to be stored. */
  String text(JsonNode node) {
    return node.toString();
  }

  /** The text of what {@code writer} writes, to be stored. */
  String text(Writer writer) {
    return new String(bytes(writer), StandardCharsets.UTF_8);
  }

  /** The objects of a stored array. */
  List<ObjectNode> stored(String array) {
    try {
      return stored.readerForListOf(ObjectNode.class).readValue(array);
    } catch (IOException e) {
      throw new UncheckedIOException("a stored array is not JSON", e);
    }
  }

  /** The stored object with the keys of the sent one laid over it. */
  String merge(String stored, String sent) {
    try {
      ObjectNode merged = (ObjectNode) mapper.readTree(stored);
      merged.setAll((ObjectNode) mapper.readTree(sent));
      return text(merged);
    } catch (IOException e) {
      throw new UncheckedIOException("stored metadata is not JSON", e);
    }
  }

  /** A good answer. */
  Response answer(Writer writer) {
    return Response.json(200, bytes(writer));
  }

  byte[] bytes(Writer writer) {
    ByteArrayBuilder out = new ByteArrayBuilder(ANSWER_BYTES);
    try (JsonGenerator generator = mapper.createGenerator(out)) {
      writer.write(generator);
    } catch (IOException e) {
      throw new UncheckedIOException("an answer could not be written", e);
    }
    return out.toByteArray();
  }
}
