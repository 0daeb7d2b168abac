package io.voucherctl.server.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/**
 * JSON Patch (RFC 6902). A patch that is no patch is a BadRequest; one that does not fit the object
 * (a failed {@code test}, a path that is not there) is Invalid, 422. Bounded in operations, in what
 * it copies and in depth, so that a small patch cannot grow a large object.
 */
final class JsonPatch {
  private static final int MAX_OPERATIONS = 10_000;
  private static final long MAX_COPIED = 3L << 20;

  private JsonNode document;
  private long copied;

  private JsonPatch(JsonNode document) {
    this.document = document;
  }

  /** Applies all operations or none; {@code target} itself is used up. */
  static ObjectNode apply(ObjectNode target, ArrayNode operations) {
    if (operations.size() > MAX_OPERATIONS) {
      throw StatusException.tooLarge(
          "the patch has " + operations.size() + " operations; at most " + MAX_OPERATIONS);
    }
    JsonPatch patch = new JsonPatch(target);
    for (JsonNode operation : operations) {
      patch.run(operation);
    }
    if (patch.document instanceof ObjectNode patched) {
      return patched;
    }
    throw unfit("the patch leaves no object behind");
  }

  private void run(JsonNode operation) {
    List<String> path = pointer(operation, "path");
    switch (operation.path("op").asText()) {
      case "add" -> add(path, value(operation));
      case "remove" -> remove(path);
      case "replace" -> {
        JsonNode value = value(operation);
        find(path);
        put(path, value, true);
      }
      case "move" -> move(pointer(operation, "from"), path);
      case "copy" -> copy(pointer(operation, "from"), path);
      case "test" -> test(path, value(operation));
      default ->
          throw StatusException.badRequest(
              "not a patch operation: " + operation.path("op").asText("(none)"));
    }
  }

  private void add(List<String> path, JsonNode value) {
    put(path, value, false);
  }

  private void move(List<String> from, List<String> path) {
    if (path.size() > from.size() && path.subList(0, from.size()).equals(from)) {
      throw unfit("cannot move " + text(from) + " into itself");
    }
    JsonNode value = find(from);
    if (!path.equals(from)) {
      remove(from);
      add(path, value);
    }
  }

  private void copy(List<String> from, List<String> path) {
    JsonNode value = find(from).deepCopy();
    copied += Json.weight(value);
    if (copied > MAX_COPIED) {
      throw StatusException.tooLarge("the patch copies more than " + MAX_COPIED + " bytes");
    }
    add(path, value);
  }

  private void test(List<String> path, JsonNode expected) {
    if (!Json.same(find(path), expected)) {
      throw unfit("testing value " + text(path) + " failed");
    }
  }

  private void put(List<String> path, JsonNode value, boolean replace) {
    if (path.size() + Json.depth(value) > Json.MAX_DEPTH) {
      throw unfit("the patch nests deeper than " + Json.MAX_DEPTH);
    }
    if (path.isEmpty()) {
      document = value;
      return;
    }
    JsonNode parent = find(path.subList(0, path.size() - 1));
    String last = path.getLast();
    if (parent instanceof ObjectNode object) {
      object.set(last, value);
    } else if (parent instanceof ArrayNode array && replace) {
      array.set(index(array, last, array.size() - 1), value);
    } else if (parent instanceof ArrayNode array) {
      array.insert(last.equals("-") ? array.size() : index(array, last, array.size()), value);
    } else {
      throw unfit("there is nothing to add to at " + text(path));
    }
  }

  private void remove(List<String> path) {
    find(path);
    if (path.isEmpty()) {
      throw unfit("the whole object cannot be removed");
    }
    JsonNode parent = find(path.subList(0, path.size() - 1));
    if (parent instanceof ObjectNode object) {
      object.remove(path.getLast());
    } else if (parent instanceof ArrayNode array) {
      array.remove(index(array, path.getLast(), array.size() - 1));
    }
  }

  private JsonNode find(List<String> path) {
    JsonNode node = document;
    for (String step : path) {
      if (node instanceof ArrayNode array) {
        node = array.get(index(array, step, array.size() - 1));
      } else if (node.has(step)) {
        node = node.get(step);
      } else {
        throw unfit("there is nothing at " + text(path));
      }
    }
    return node;
  }

  private static int index(ArrayNode array, String step, int max) {
    boolean number = step.equals("0") || step.matches("[1-9][0-9]{0,8}");
    int index = number ? Integer.parseInt(step) : -1;
    if (index < 0 || index > max) {
      throw unfit("no index " + step + " in a list of " + array.size());
    }
    return index;
  }

  private static JsonNode value(JsonNode operation) {
    if (!operation.has("value")) {
      throw StatusException.badRequest("a patch operation has no value");
    }
    return operation.get("value").deepCopy();
  }

  private static List<String> pointer(JsonNode operation, String field) {
    JsonNode text = operation.path(field);
    if (!text.isTextual() || !(text.textValue().isEmpty() || text.textValue().startsWith("/"))) {
      throw StatusException.badRequest("a patch operation has no JSON pointer '" + field + "'");
    }
    List<String> steps = new ArrayList<>();
    if (!text.textValue().isEmpty()) {
      for (String step : text.textValue().substring(1).split("/", -1)) {
        steps.add(step.replace("~1", "/").replace("~0", "~"));
      }
    }
    return steps;
  }

  private static String text(List<String> path) {
    return "/" + String.join("/", path);
  }

  private static StatusException unfit(String message) {
    return new StatusException(422, "Invalid", message);
  }
}
