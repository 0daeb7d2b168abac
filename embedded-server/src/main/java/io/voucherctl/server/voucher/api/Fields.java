package io.voucherctl.server.voucher.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voucherctl.server.voucher.domain.Money;
import io.voucherctl.server.voucher.domain.Refusal;
import io.voucherctl.server.voucher.domain.Refused;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The properties of one JSON object in a request. A property that is missing or {@code null} reads
 * as null; one of the wrong type is refused by name, with {@code wrong}.
 */
record Fields(Json json, ObjectNode node, String path, Refusal wrong) {
  /** Longest text that names something: an index entry must hold it. */
  static final int NAME_LENGTH = 512;

  static Fields of(Json json, ObjectNode node) {
    return new Fields(json, node, "", Refusal.INVALID_PAYLOAD);
  }

  /** The same properties, refused as {@code other} when they are wrong. */
  Fields refusing(Refusal other) {
    return new Fields(json, node, path, other);
  }

  Refused wrong(String name, String must) {
    return wrong.because("property '" + path + name + "' must be " + must);
  }

  boolean has(String name) {
    return value(name) != null;
  }

  private @Nullable JsonNode value(String name) {
    JsonNode value = node.get(name);
    return value == null || value.isNull() ? null : value;
  }

  @Nullable String text(String name) {
    JsonNode value = value(name);
    if (value != null && !value.isTextual()) {
      throw wrong(name, "a string");
    }
    return value == null ? null : value.textValue();
  }

  /** A text that names something: not empty, and not too long for an index. */
  @Nullable String name(String name) {
    String text = text(name);
    if (text != null && (text.isEmpty() || text.length() > NAME_LENGTH)) {
      throw wrong(name, "a string of 1 to " + NAME_LENGTH + " characters");
    }
    return text;
  }

  /** A text that lists are searched by: not too long for an index. */
  @Nullable String label(String name) {
    String text = text(name);
    if (text != null && text.length() > NAME_LENGTH) {
      throw wrong(name, "a string of at most " + NAME_LENGTH + " characters");
    }
    return text;
  }

  boolean flag(String name, boolean otherwise) {
    JsonNode value = value(name);
    if (value != null && !value.isBoolean()) {
      throw wrong(name, "true or false");
    }
    return value == null ? otherwise : value.booleanValue();
  }

  /** A whole number from 0 to {@link Money#MAX}. */
  @Nullable Long whole(String name) {
    JsonNode value = value(name);
    if (value == null) {
      return null;
    }
    if (value.isIntegralNumber() && value.canConvertToLong() && Money.isAmount(value.longValue())) {
      return value.longValue();
    }
    throw wrong(name, "a whole number from 0 to " + Money.MAX);
  }

  /** The same, also written as a string. */
  @Nullable Long wholeOrText(String name) {
    JsonNode value = value(name);
    if (value == null || !value.isTextual()) {
      return whole(name);
    }
    String digits = value.textValue();
    if (digits.matches("[0-9]{1,16}") && Money.isAmount(Long.parseLong(digits))) {
      return Long.valueOf(digits);
    }
    throw wrong(name, "a whole number from 0 to " + Money.MAX);
  }

  /** A whole number that is added to an amount, so from -{@link Money#MAX} to {@link Money#MAX}. */
  @Nullable Long change(String name) {
    JsonNode value = value(name);
    if (value == null) {
      return null;
    }
    if (value.isIntegralNumber()
        && value.canConvertToLong()
        && value.longValue() >= -Money.MAX
        && value.longValue() <= Money.MAX) {
      return value.longValue();
    }
    throw wrong(name, "a whole number from -" + Money.MAX + " to " + Money.MAX);
  }

  @Nullable BigDecimal decimal(String name) {
    JsonNode value = value(name);
    if (value != null && !value.isNumber()) {
      throw wrong(name, "a number");
    }
    return value == null ? null : value.decimalValue();
  }

  @Nullable Instant instant(String name) {
    String text = text(name);
    Instant time = text == null ? null : Times.parse(text);
    if (text != null && time == null) {
      throw wrong(name, "an ISO 8601 date or time");
    }
    return time;
  }

  <E extends Enum<E>> @Nullable E choice(String name, Class<E> type) {
    String text = text(name);
    if (text == null) {
      return null;
    }
    for (E each : type.getEnumConstants()) {
      if (each.name().equals(text)) {
        return each;
      }
    }
    throw wrong(name, "one of " + List.of(type.getEnumConstants()));
  }

  @Nullable Fields object(String name) {
    JsonNode value = value(name);
    if (value == null) {
      return null;
    }
    if (value instanceof ObjectNode object) {
      return new Fields(json, object, path + name + ".", wrong);
    }
    throw wrong(name, "an object");
  }

  /** An object that is only carried, as JSON text. */
  @Nullable String document(String name) {
    Fields object = object(name);
    return object == null ? null : json.text(object.node);
  }

  /** What an array holds, each element read by {@code read}, which answers null when it cannot. */
  <T> @Nullable List<T> array(
      String name, int most, String must, Function<JsonNode, @Nullable T> read) {
    JsonNode value = value(name);
    if (value == null) {
      return null;
    }
    if (!value.isArray() || value.size() > most) {
      throw wrong(name, "an array of at most " + most);
    }
    List<T> elements = new ArrayList<>(value.size());
    for (JsonNode element : value) {
      T readable = read.apply(element);
      if (readable == null) {
        throw wrong(name, must);
      }
      elements.add(readable);
    }
    return elements;
  }

  /** The objects of an array. */
  @Nullable List<Fields> objects(String name, int most) {
    return array(
        name,
        most,
        "an array of objects",
        element ->
            element instanceof ObjectNode object
                ? new Fields(json, object, path + name + "[].", wrong)
                : null);
  }
}
