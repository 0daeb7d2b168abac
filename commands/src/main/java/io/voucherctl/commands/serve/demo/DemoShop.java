package io.voucherctl.commands.serve.demo;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voucherctl.commands.serve.demo.ShopRequest.Kind;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * One tenant's shop. The same seed, tenant and size give the same codes, names, amounts and
 * requests in the same order; the days of vouchers are counted from {@code today}, and ids, times
 * and the codes of a campaign that grows are the server's own.
 *
 * @param closing source id of the order that is made last: once it is there, so is the shop
 * @param codes a few that can be used
 * @param requests to be made one after the other
 */
record DemoShop(
    String tenant, long seed, String closing, List<String> codes, List<ShopRequest> requests) {
  static final int MOST = 10;

  private static final int ORDERS = 4;
  private static final int REDEMPTIONS = 2;
  private static final List<String> STATUSES =
      List.of("PAID", "FULFILLED", "CREATED", "PAID", "CANCELED", "FULFILLED");
  private static final String RETURNED = "redeem-1";

  /**
   * Plans a shop.
   *
   * @param size 1 to {@link #MOST}; the numbers of customers, orders and uses grow with it
   */
  static DemoShop of(long seed, String tenant, int size, LocalDate today) {
    ShopTheme theme = ShopTheme.of(tenant);
    ShopVouchers vouchers = new ShopVouchers(theme, size, today);
    SplittableRandom random = new SplittableRandom(seed * 31 + tenant.hashCode());
    List<ObjectNode> buyers = ShopBuyers.make(3 * size, random);
    ShopBaskets baskets = new ShopBaskets(theme, random);
    List<ShopRequest> requests = new ArrayList<>(vouchers.requests(seed));
    requests.addAll(new ShopCampaigns(size).requests());
    buyers.forEach(buyer -> requests.add(ShopRequest.of(Kind.CUSTOMER, "/v1/customers", buyer)));
    for (int i = 0; i < ORDERS * size; i++) {
      ObjectNode order = baskets.next().put("status", STATUSES.get(i % STATUSES.size()));
      order.set("customer", named(buyers, i));
      requests.add(ShopRequest.of(Kind.ORDER, "/v1/orders", order));
    }
    uses(requests, seed, size, vouchers, buyers, baskets);
    ObjectNode last = baskets.next();
    last.set("customer", named(buyers, 0));
    requests.add(ShopRequest.of(Kind.ORDER, "/v1/orders", last));
    List<String> codes =
        List.of(
            ShopVouchers.FIRST,
            ShopVouchers.SEASON,
            vouchers.own(),
            "PARTNER-BAKERY",
            "GIFT-100-0001",
            ShopCampaigns.card(3));
    return new DemoShop(
        tenant, seed, last.path("source_id").asText(), codes, List.copyOf(requests));
  }

  private static void uses(
      List<ShopRequest> requests,
      long seed,
      int size,
      ShopVouchers vouchers,
      List<ObjectNode> buyers,
      ShopBaskets baskets) {
    String prefix = "demo-" + seed + "-";
    for (int i = 0; i < size; i++) {
      requests.add(publication(i, named(buyers, i), campaign()).once(prefix + "publish-" + i));
    }
    ObjectNode card = JsonNodeFactory.instance.objectNode().put("voucher", ShopCampaigns.card(1));
    requests.add(publication(size, named(buyers, 1), card).once(prefix + "publish-card"));
    for (int i = 0; i < REDEMPTIONS * size + 1; i++) {
      String code = used(i, vouchers);
      requests.add(redemption(code, named(buyers, i), baskets.next()).once(prefix + "redeem-" + i));
    }
    requests.add(stacked(named(buyers, 1), baskets.next()).once(prefix + "stacked"));
    requests.add(
        redemption(ShopVouchers.EXPIRED, named(buyers, 2), baskets.next())
            .once(prefix + "too-late")
            .toBeRefused());
    String path = "/v1/redemptions/" + ShopRequest.ID + "/rollback?reason=goods%20returned";
    ObjectNode nothing = JsonNodeFactory.instance.objectNode();
    requests.add(
        ShopRequest.of(Kind.ROLLBACK, path, nothing)
            .after(prefix + RETURNED)
            .once(prefix + "rollback"));
  }

  /** Codes in turn; the one that can be used once comes first, and never again. */
  private static String used(int turn, ShopVouchers vouchers) {
    if (turn == 0) {
      return ShopVouchers.ONLY_ONE;
    }
    return switch (turn % 4) {
      case 1 -> ShopVouchers.SEASON;
      case 2 -> vouchers.own();
      case 3 -> vouchers.mailed(turn);
      default -> ShopVouchers.FIRST;
    };
  }

  private static ShopRequest redemption(String code, ObjectNode buyer, ObjectNode order) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.set("customer", buyer);
    body.set("order", order);
    body.putObject("metadata").put("till", "web-1");
    return ShopRequest.of(Kind.REDEMPTION, "/v1/vouchers/" + code + "/redemption", body);
  }

  /** A discount and a gift card on one order. */
  private static ShopRequest stacked(ObjectNode buyer, ObjectNode order) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    ArrayNode redeemables = body.putArray("redeemables");
    redeemables.addObject().put("object", "voucher").put("id", ShopVouchers.FIRST);
    redeemables
        .addObject()
        .put("object", "voucher")
        .put("id", ShopCampaigns.card(1))
        .putObject("gift")
        .put("credits", 300);
    body.set("customer", buyer);
    body.set("order", order);
    return ShopRequest.of(Kind.REDEMPTION, "/v1/redemptions", body);
  }

  private static ObjectNode campaign() {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.putObject("campaign").put("name", ShopCampaigns.NEWCOMERS);
    return body;
  }

  private static ShopRequest publication(int number, ObjectNode buyer, ObjectNode body) {
    body.put("source_id", "P-" + (3001 + number)).put("channel", "e-mail");
    body.set("customer", buyer);
    return ShopRequest.of(Kind.PUBLICATION, "/v1/publications", body);
  }

  /** One of the buyers, in turn, by the name that the shop has for them. */
  private static ObjectNode named(List<ObjectNode> buyers, int turn) {
    ObjectNode buyer = JsonNodeFactory.instance.objectNode();
    return buyer.set("source_id", buyers.get(turn % buyers.size()).path("source_id"));
  }
}
