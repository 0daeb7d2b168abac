package io.voucherctl.commands.serve.demo;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voucherctl.commands.serve.demo.ShopRequest.Kind;
import java.util.ArrayList;
import java.util.List;

/** A shop's campaigns: one that grows with its publications, and two with codes of their own. */
final class ShopCampaigns {
  /** Grows; the server draws its codes. */
  static final String NEWCOMERS = "Newcomers";

  static final String GIFT_CARDS = "Gift cards 50";
  private static final String PARTNERS = "Partners";
  private static final int CARD = 5_000;

  private final int size;

  ShopCampaigns(int size) {
    this.size = size;
  }

  /** How many gift cards have codes of their own. */
  int cards() {
    return 2 + 2 * size;
  }

  /** One of the gift cards, from 1. */
  static String card(int number) {
    return "GIFT-50-%04d".formatted(number);
  }

  List<ShopRequest> requests() {
    List<ShopRequest> requests = new ArrayList<>();
    ObjectNode newcomers = discount("AMOUNT", "amount_off", 1_000);
    newcomers.putObject("redemption").put("quantity", 1);
    newcomers.putObject("code_config").put("pattern", "NEW-####-####");
    requests.add(campaign(NEWCOMERS, "AUTO_UPDATE", newcomers));
    ObjectNode cards = JsonNodeFactory.instance.objectNode().put("type", "GIFT_VOUCHER");
    cards.putObject("gift").put("amount", CARD);
    requests.add(campaign(GIFT_CARDS, "STATIC", cards));
    ObjectNode none = JsonNodeFactory.instance.objectNode();
    for (int i = 1; i <= cards(); i++) {
      requests.add(code("Gift%20cards%2050", card(i), none));
    }
    ObjectNode partners = discount("PERCENT", "percent_off", 20);
    partners.putObject("redemption").put("quantity", 100);
    requests.add(campaign(PARTNERS, "STATIC", partners));
    for (String partner : List.of("BAKERY", "CINEMA", "GYM")) {
      ObjectNode metadata = JsonNodeFactory.instance.objectNode();
      metadata.putObject("metadata").put("partner", partner);
      requests.add(code(PARTNERS, "PARTNER-" + partner, metadata));
    }
    return requests;
  }

  private static ObjectNode discount(String type, String property, int value) {
    ObjectNode voucher = JsonNodeFactory.instance.objectNode().put("type", "DISCOUNT_VOUCHER");
    voucher.putObject("discount").put("type", type).put(property, value);
    return voucher;
  }

  private static ShopRequest campaign(String name, String supply, ObjectNode voucher) {
    ObjectNode campaign = JsonNodeFactory.instance.objectNode().put("name", name);
    boolean gift = voucher.path("type").asText().equals("GIFT_VOUCHER");
    campaign.put("campaign_type", gift ? "GIFT_VOUCHERS" : "DISCOUNT_COUPONS");
    campaign.put("type", supply).set("voucher", voucher);
    campaign.putObject("metadata").put("owner", "marketing");
    return ShopRequest.of(Kind.CAMPAIGN, "/v1/campaigns", campaign);
  }

  private static ShopRequest code(String campaign, String code, ObjectNode body) {
    String path = "/v1/campaigns/" + campaign + "/vouchers/" + code;
    return ShopRequest.of(Kind.VOUCHER, path, body);
  }
}
