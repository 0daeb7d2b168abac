package io.voucherctl.commands.serve.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.voucherctl.commands.serve.demo.ShopCalls.Answer;
import io.voucherctl.commands.serve.demo.ShopReport.State;
import io.voucherctl.commands.serve.demo.ShopRequest.Kind;
import java.io.IOException;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes one shop, request by request. A shop that was begun and not finished is gone through again:
 * every request of it may be made twice.
 */
final class ShopKeeper {
  private final ShopCalls calls;
  private final DemoShop shop;
  private final Map<Kind, Integer> made = new EnumMap<>(Kind.class);
  private final Map<String, String> ids = new HashMap<>();
  private int refused;
  private @Nullable String problem;

  ShopKeeper(ShopCalls calls, DemoShop shop) {
    this.calls = calls;
    this.shop = shop;
  }

  ShopReport keep() {
    try {
      State found = look();
      if (found != State.SEEDED) {
        return ShopReport.of(shop, found);
      }
      for (ShopRequest request : shop.requests()) {
        if (Thread.interrupted()) {
          return ShopReport.broken(shop.tenant(), made, "there was no time for all of it");
        }
        make(request);
      }
      return new ShopReport(
          shop.tenant(), State.SEEDED, Map.copyOf(made), shop.codes(), refused, problem);
    } catch (IOException e) {
      return ShopReport.broken(shop.tenant(), made, String.valueOf(e.getMessage()));
    }
  }

  /** {@link State#SEEDED} when the shop is to be made. */
  private State look() throws IOException {
    if (ask("/v1/orders/" + shop.closing()).status() == 200) {
      return State.THERE;
    }
    Answer first = ask("/v1/vouchers/" + ShopVouchers.FIRST);
    if (first.status() == 200) {
      JsonNode mark = first.body().path("metadata").path(ShopVouchers.MARK);
      return mark.isNumber() && mark.asLong() == shop.seed() ? State.SEEDED : State.OWN;
    }
    Answer any = ask("/v1/vouchers?limit=1");
    if (any.status() != 200) {
      throw new IOException("GET /v1/vouchers answers " + any.status());
    }
    return any.body().path("total").asLong() == 0 ? State.SEEDED : State.OWN;
  }

  private Answer ask(String path) throws IOException {
    Answer answer = calls.get(shop.tenant(), path);
    if (answer.status() >= 500) {
      throw new IOException("GET " + path + " answers " + answer.status());
    }
    return answer;
  }

  private void make(ShopRequest request) throws IOException {
    String path = request.path();
    if (request.idOf() != null) {
      String id = ids.get(request.idOf());
      if (id == null) {
        return; // what it goes by was refused, and that is told already
      }
      path = path.replace(ShopRequest.ID, id);
    }
    Answer answer = calls.post(shop.tenant(), path, request.body(), request.key());
    if (answer.status() >= 500) {
      throw new IOException("POST " + path + " answers " + answer.status());
    }
    if (answer.status() < 300 && !request.refused()) {
      made.merge(request.kind(), request.count(), Integer::sum);
      if (request.key() != null) {
        ids.put(request.key(), answer.body().path("id").asText());
      }
    } else if (!expected(request, answer)) {
      refused++;
      if (problem == null) {
        problem = "POST " + path + " answers " + answer.status();
      }
    }
  }

  /** A refusal that was asked for, or one that says that it is there already. */
  private static boolean expected(ShopRequest request, Answer answer) {
    String key = answer.body().path("key").asText();
    return request.refused()
        ? answer.status() == 400
        : answer.status() == 409 || key.equals("duplicate_source_id");
  }
}
