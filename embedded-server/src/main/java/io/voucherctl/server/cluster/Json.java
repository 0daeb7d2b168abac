package io.voucherctl.server.cluster;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;

/** JSON as the cluster keeps it: bounded in depth, one spelling per number, no null members. */
final class Json {
  /** Deepest nesting taken in; every walk over a document may therefore recurse. */
  static final int MAX_DEPTH = 128;

  private static final int NODE_WEIGHT = 16;

  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private Json() {}

  static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  static ArrayNode array() {
    return JsonNodeFactory.instance.arrayNode();
  }

  /** Reads a request body; what is wrong with it is a BadRequest. */
  static JsonNode parse(byte[] body) {
    try {
      JsonNode node = MAPPER.readTree(body);
      if (node == null || node.isMissingNode()) {
        throw StatusException.badRequest("the request has no body");
      }
      requireFinite(node);
      return node;
    } catch (JsonProcessingException e) {
      throw StatusException.badRequest("the body is not JSON: " + e.getOriginalMessage());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static ObjectNode parseObject(byte[] body) {
    if (parse(body) instanceof ObjectNode object) {
      return object;
    }
    throw StatusException.badRequest("the body is not a JSON object");
  }

  static byte[] bytes(JsonNode node, boolean pretty) {
    try {
      return pretty
          ? MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(node)
          : MAPPER.writeValueAsBytes(node);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A copy without null members and with one spelling per number, so that equal means equal. */
  static ObjectNode canonical(ObjectNode object) {
    ObjectNode copy = object();
    object
        .properties()
        .forEach(entry -> {
          if (!entry.getValue().isNull()) {
            copy.set(entry.getKey(), canonicalNode(entry.getValue()));
          }
        });
    return copy;
  }

  private static JsonNode canonicalNode(JsonNode node) {
    return switch (node.getNodeType()) {
      case OBJECT -> canonical((ObjectNode) node);
      case ARRAY -> {
        ArrayNode copy = array();
        node.forEach(element -> copy.add(canonicalNode(element)));
        yield copy;
      }
      case NUMBER -> canonicalNumber(node);
      case STRING, BOOLEAN, NULL -> node;
      case BINARY, POJO, MISSING ->
          throw new IllegalArgumentException("not a JSON value: " + node.getNodeType());
    };
  }

  private static JsonNode canonicalNumber(JsonNode node) {
    if (node.isIntegralNumber()) {
      return node.canConvertToInt() ? IntNode.valueOf(node.intValue()) : node;
    }
    return node.isFloat() ? DoubleNode.valueOf(node.doubleValue()) : node;
  }

  /** About how many bytes of memory a document holds on to. */
  static long weight(JsonNode node) {
    long weight = NODE_WEIGHT;
    if (node.isTextual()) {
      return weight + node.textValue().length();
    }
    if (node instanceof ObjectNode object) {
      for (var entry : object.properties()) {
        weight += entry.getKey().length() + weight(entry.getValue());
      }
      return weight;
    }
    for (JsonNode element : node) {
      weight += weight(element);
    }
    return weight;
  }

  static int depth(JsonNode node) {
    int deepest = 0;
    for (JsonNode child : node) {
      deepest = Math.max(deepest, depth(child));
    }
    return deepest + 1;
  }

  /** Numbers compare by value, as RFC 6902 asks; everything else as it is. */
  static boolean same(JsonNode one, JsonNode other) {
    return one.equals(
        (a, b) -> {
          if (a.isNumber() && b.isNumber()) {
            return a.decimalValue().compareTo(b.decimalValue());
          }
          return a.equals(b) ? 0 : 1;
        },
        other);
  }

  private static void requireFinite(JsonNode node) {
    if (node.isDouble() && !Double.isFinite(node.doubleValue())) {
      throw StatusException.badRequest("the body has a number that is too large");
    }
    node.forEach(Json::requireFinite);
  }
}
