package io.voucherctl.commands.serve.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;

/** As much of a voucher API as seeding looks at, in memory. Any number of threads. */
final class SmallApi implements ShopCalls {
  private final Map<String, JsonNode> stored = new HashMap<>();
  private final Map<String, Answer> kept = new HashMap<>();

  /** Every POST in its order, as {@code TENANT PATH}. */
  final List<String> posts = new ArrayList<>();

  /** Fails with this many POSTs made, once. */
  int breaksAfter = Integer.MAX_VALUE;

  /** Answers 500 to paths with this in them. */
  String broken = "/nothing/";

  /** Answers 404 to paths with this in them. */
  String unknown = "/nothing/";

  /** Never answers this tenant. */
  String stuck = "";

  boolean closed;
  private int ids;

  @Override
  public synchronized Answer get(String tenant, String path) {
    if (path.equals("/v1/vouchers?limit=1")) {
      long total = stored.keySet().stream().filter(k -> k.startsWith(tenant + " v ")).count();
      return new Answer(200, object().put("total", total));
    }
    String name = path.substring(path.lastIndexOf('/') + 1);
    JsonNode found = stored.get(tenant + (path.contains("/orders/") ? " o " : " v ") + name);
    return found == null ? new Answer(404, object()) : new Answer(200, found);
  }

  @Override
  public Answer post(String tenant, String path, JsonNode body, String key) throws IOException {
    if (tenant.equals(stuck)) {
      try {
        new CountDownLatch(1).await();
      } catch (InterruptedException e) {
        throw new IOException("closed while it waited", e);
      }
    }
    return answer(tenant, path, body, key);
  }

  private synchronized Answer answer(String tenant, String path, JsonNode body, String key)
      throws IOException {
    if (posts.size() == breaksAfter) {
      breaksAfter = Integer.MAX_VALUE;
      throw new IOException("connection reset");
    }
    posts.add(tenant + " " + path);
    if (path.contains(broken)) {
      return new Answer(500, MissingNode.getInstance());
    }
    if (path.contains(unknown)) {
      return new Answer(404, object().put("key", "not_found"));
    }
    if (path.contains(ShopVouchers.EXPIRED)) {
      return new Answer(400, object().put("key", "voucher_expired"));
    }
    if (key == null) {
      return store(tenant, path, body);
    }
    return kept.computeIfAbsent(tenant + key, fresh -> store(tenant, path, body));
  }

  private Answer store(String tenant, String path, JsonNode body) {
    if (body.isArray()) {
      body.forEach(each -> stored.putIfAbsent(tenant + " v " + each.path("code").asText(), each));
      return new Answer(202, object());
    }
    String name = body.path("source_id").asText(path.substring(path.lastIndexOf('/') + 1));
    String kind = path.equals("/v1/orders") ? " o " : path.contains("/vouchers/") ? " v " : " x ";
    ids++;
    ObjectNode answer = object().put("id", "id-" + ids);
    if (kind.equals(" v ") && !path.endsWith("/redemption")) {
      JsonNode before = stored.putIfAbsent(tenant + kind + name, body);
      return before == null ? new Answer(200, answer) : new Answer(409, object());
    }
    stored.put(tenant + kind + name, body);
    return new Answer(200, answer);
  }

  /** Gives a tenant a voucher of its own. */
  synchronized void issue(String tenant, String code) {
    stored.put(tenant + " v " + code, object());
  }

  /** All that is stored, but for the ids. */
  synchronized Map<String, JsonNode> contents() {
    return new TreeMap<>(stored);
  }

  synchronized List<String> posts(String tenant) {
    return posts.stream().filter(post -> post.startsWith(tenant + " ")).toList();
  }

  @Override
  public void close() {
    closed = true;
  }

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }
}
