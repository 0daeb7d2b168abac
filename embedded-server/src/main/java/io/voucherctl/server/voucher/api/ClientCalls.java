package io.voucherctl.server.voucher.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voucherctl.server.http.Query;
import io.voucherctl.server.http.Request;
import io.voucherctl.server.http.Response;
import io.voucherctl.server.voucher.domain.Refusal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The calls of browsers and apps, which name what they want in the query. They come to the same as
 * the server's calls.
 */
final class ClientCalls {
  private static final List<String> IN_QUERY =
      List.of("customer", "tracking_id", "metadata", "order", "gift");
  private static final List<String> FIGURES = List.of("quantity", "price", "amount", "credits");
  private static final Map<String, String> SESSION =
      Map.of(
          "session_type", "type",
          "session_key", "key",
          "session_ttl", "ttl",
          "session_ttl_unit", "ttl_unit");

  private final Json json;
  private final UseCalls uses;
  private final PublishCalls publications;

  ClientCalls(Json json, UseCalls uses, PublishCalls publications) {
    this.json = json;
    this.uses = uses;
    this.publications = publications;
  }

  Response validate(String tenant, Request request) {
    return uses.validate(tenant, request, named(request, "code"), validation(request.query()));
  }

  Response redeem(String tenant, Request request) {
    return uses.redeem(tenant, request, named(request, "code"));
  }

  Response publish(String tenant, Request request) {
    Fields body = json.object(request.body());
    body.node().put("campaign", named(request, "campaign"));
    return publications.publish(tenant, request, body);
  }

  private static String named(Request request, String name) {
    String value = Brackets.first(request.query(), name);
    if (value == null || value.isEmpty() || value.length() > Fields.NAME_LENGTH) {
      throw Refusal.INVALID_QUERY_PARAMS.because(
          name + " must have 1 to " + Fields.NAME_LENGTH + " characters");
    }
    return value;
  }

  /** The body of a server's validation that this query stands for. */
  private Fields validation(Query query) {
    Fields body = QueryBody.read(json, query, IN_QUERY);
    ObjectNode node = body.node();
    String amount = Brackets.first(query, "amount");
    ArrayNode items = items(QueryBody.read(json, query, List.of("item")).object("item"));
    if (body.object("order") != null || amount != null || items != null) {
      ObjectNode order = node.withObjectProperty("order");
      if (amount != null) {
        order.put("amount", amount);
      }
      if (items != null) {
        order.set("items", items);
      }
    }
    SESSION.forEach((parameter, property) -> {
      String value = Brackets.first(query, parameter);
      if (value != null) {
        node.withObjectProperty("session").put(property, value);
      }
    });
    toNumbers(node.get("gift"), FIGURES);
    toNumbers(node.get("session"), List.of("ttl"));
    return body;
  }

  /** The lines under {@code item[0]}, {@code item[1]} ..., in the order of their numbers. */
  private @Nullable ArrayNode items(@Nullable Fields numbered) {
    if (numbered == null) {
      return null;
    }
    Map<Integer, JsonNode> sorted = new TreeMap<>();
    for (Map.Entry<String, JsonNode> line : numbered.node().properties()) {
      if (!line.getKey().matches("0|[1-9][0-9]{0,3}")) {
        throw Refusal.INVALID_QUERY_PARAMS.because("items are numbered: item[0][...]");
      }
      toNumbers(line.getValue(), FIGURES);
      sorted.put(Integer.valueOf(line.getKey()), line.getValue());
    }
    ArrayNode items = json.array();
    sorted.values().forEach(items::add);
    return items;
  }

  /** A query has digits only; what is none stays a string and is refused by name. */
  private static void toNumbers(@Nullable JsonNode fields, List<String> names) {
    if (fields instanceof ObjectNode object) {
      for (String name : names) {
        JsonNode value = object.get(name);
        if (value != null && value.asText().matches("[0-9]{1,16}")) {
          object.put(name, Long.parseLong(value.asText()));
        }
      }
    }
  }
}
