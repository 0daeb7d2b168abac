package io.voucherctl.commands.quota;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.TreeMap;

/** An API server for get, create and merge patch, with resourceVersion conflicts. */
final class SmallApiServer implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Map<String, ObjectNode> objects = new TreeMap<>();
  private final Map<String, Integer> refusals = new TreeMap<>();
  private final HttpServer server;
  private long revision = 100;

  SmallApiServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            answer(exchange);
          }
        });
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  synchronized void put(String path, String json) throws IOException {
    store(path, (ObjectNode) JSON.readTree(json));
  }

  synchronized void delete(String path) {
    objects.remove(path);
  }

  synchronized void refuse(String method, String path, int status) {
    refusals.put(method + " " + path, status);
  }

  synchronized JsonNode get(String path) {
    return objects.get(path);
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private synchronized void answer(HttpExchange exchange) throws IOException {
    String method = exchange.getRequestMethod();
    String path = exchange.getRequestURI().getPath();
    Integer refusal = refusals.get(method + " " + path);
    if (refusal != null) {
      status(exchange, refusal);
      return;
    }
    switch (method) {
      case "GET" -> found(exchange, path);
      case "POST" -> create(exchange, path);
      case "PATCH" -> patch(exchange, path);
      default -> status(exchange, 405);
    }
  }

  private void found(HttpExchange exchange, String path) throws IOException {
    ObjectNode object = objects.get(path);
    if (object == null) {
      status(exchange, 404);
    } else {
      send(exchange, 200, object);
    }
  }

  private void create(HttpExchange exchange, String collection) throws IOException {
    ObjectNode object = (ObjectNode) JSON.readTree(exchange.getRequestBody());
    String path = collection + "/" + object.path("metadata").path("name").asText();
    if (objects.containsKey(path)) {
      status(exchange, 409);
    } else {
      send(exchange, 201, store(path, object));
    }
  }

  private void patch(HttpExchange exchange, String path) throws IOException {
    JsonNode patch = JSON.readTree(exchange.getRequestBody());
    ObjectNode object = objects.get(path);
    String type = exchange.getRequestHeaders().getFirst("Content-Type");
    if (!type.startsWith("application/merge-patch+json")) {
      status(exchange, 415);
    } else if (object == null) {
      status(exchange, 404);
    } else {
      ObjectNode merged = merge(object.deepCopy(), patch);
      boolean stale =
          !merged.at("/metadata/resourceVersion").equals(object.at("/metadata/resourceVersion"));
      if (stale) {
        status(exchange, 409);
      } else {
        send(exchange, 200, store(path, merged));
      }
    }
  }

  /** RFC 7396. */
  private static ObjectNode merge(ObjectNode target, JsonNode patch) {
    patch
        .properties()
        .forEach(field -> {
          if (field.getValue().isNull()) {
            target.remove(field.getKey());
          } else if (field.getValue().isObject()) {
            target.set(
                field.getKey(), merge(target.withObjectProperty(field.getKey()), field.getValue()));
          } else {
            target.set(field.getKey(), field.getValue());
          }
        });
    return target;
  }

  private ObjectNode store(String path, ObjectNode object) {
    revision++;
    object.withObjectProperty("metadata").put("resourceVersion", Long.toString(revision));
    objects.put(path, object);
    return object;
  }

  private static void status(HttpExchange exchange, int code) throws IOException {
    send(exchange, code, JSON.createObjectNode().put("kind", "Status").put("code", code));
  }

  private static void send(HttpExchange exchange, int code, JsonNode body) throws IOException {
    byte[] bytes = JSON.writeValueAsBytes(body);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(code, bytes.length);
    exchange.getResponseBody().write(bytes);
  }
}
