package io.voucherctl.commands.serve.demo;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voucherctl.commands.serve.demo.ShopRequest.Kind;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * A shop's vouchers outside of campaigns: one of each sort that support is asked about, and a pile
 * of single-use codes from a mailing. No FIXED discounts: old clients cannot read a list with one.
 */
final class ShopVouchers {
  /** Takes part in every shop, and is stored before anything else. */
  static final String FIRST = "WELCOME10";

  static final String SEASON = "SPRING-15";
  static final String ONLY_ONE = "LASTONE-50";
  static final String EXPIRED = "BLACKFRIDAY-40";

  /** In the first voucher's metadata: says that the demo has made it. */
  static final String MARK = "demo_seed";

  private static final int MAILED_PER_SIZE = 20;

  private final ShopTheme theme;
  private final int size;
  private final LocalDate today;

  ShopVouchers(ShopTheme theme, int size, LocalDate today) {
    this.theme = theme;
    this.size = size;
    this.today = today;
  }

  /** The shop's own discount. */
  String own() {
    return theme.word() + "-20";
  }

  /** One of the mailed codes, from 1. */
  String mailed(int number) {
    return theme.word() + "-MAIL-%04d".formatted(number);
  }

  /** The import comes first, and {@link #FIRST} first in it. */
  List<ShopRequest> requests(long seed) {
    ArrayNode all = JsonNodeFactory.instance.arrayNode();
    ObjectNode first = percent(all, FIRST, 10, "newcomers");
    first.withObject("metadata").put(MARK, seed).put("channel", "newsletter");
    everyday(all);
    dated(all);
    for (int i = 1; i <= MAILED_PER_SIZE * size; i++) {
      amount(all, mailed(i), 500, "mailing").withObject("redemption").put("quantity", 1);
    }
    List<ShopRequest> requests = new ArrayList<>();
    requests.add(ShopRequest.of(Kind.VOUCHER, "/v1/vouchers/import", all).making(all.size()));
    requests.add(sample());
    return requests;
  }

  private void everyday(ArrayNode all) {
    ObjectNode season = percent(all, SEASON, 15, "season");
    season.withObject("discount").put("amount_limit", 4_000);
    season.withObject("redemption").put("quantity", 500);
    season.put("start_date", day(-20)).put("expiration_date", day(60));
    season.withObject("metadata").put("channel", "app");
    amount(all, own(), 2_000, "loyal").withObject("redemption").put("quantity", 200L * size);
    amount(all, ONLY_ONE, 5_000, "apology").withObject("redemption").put("quantity", 1);
    ObjectNode card = add(all, "GIFT-100-0001", "GIFT_VOUCHER");
    card.putObject("gift").put("amount", 10_000);
    card.put("additional_info", "Sold at the counter");
    ObjectNode half = percent(all, "STAFF-12", 12, "staff");
    half.withObject("discount").put("percent_off", 12.5);
    half.withObject("metadata").put("approved", true).putArray("teams").add("store").add("web");
  }

  private void dated(ArrayNode all) {
    percent(all, EXPIRED, 40, "season")
        .put("start_date", day(-200))
        .put("expiration_date", day(-193));
    percent(all, "SUMMER-25", 25, "season")
        .put("start_date", day(30))
        .put("expiration_date", day(120));
    percent(all, "WEEKEND-8", 8, "loyal").putArray("validity_day_of_week").add(0).add(6);
    percent(all, "VIP-30", 30, "loyal").put("active", false);
  }

  /** Alone, because it adds things to an order, which not every server of this API can. */
  private ShopRequest sample() {
    ObjectNode voucher = JsonNodeFactory.instance.objectNode().put("type", "DISCOUNT_VOUCHER");
    voucher
        .putObject("discount")
        .put("type", "UNIT")
        .put("unit_off", 1)
        .put("unit_type", theme.products().getLast().id())
        .put("effect", "ADD_MISSING_ITEMS");
    voucher.put("category", "samples");
    return ShopRequest.of(Kind.VOUCHER, "/v1/vouchers/FREE-SAMPLE", voucher);
  }

  private static ObjectNode percent(ArrayNode all, String code, int percent, String category) {
    ObjectNode voucher = add(all, code, "DISCOUNT_VOUCHER").put("category", category);
    voucher.putObject("discount").put("type", "PERCENT").put("percent_off", percent);
    return voucher;
  }

  private static ObjectNode amount(ArrayNode all, String code, int amount, String category) {
    ObjectNode voucher = add(all, code, "DISCOUNT_VOUCHER").put("category", category);
    voucher.putObject("discount").put("type", "AMOUNT").put("amount_off", amount);
    return voucher;
  }

  private static ObjectNode add(ArrayNode all, String code, String type) {
    return all.addObject().put("code", code).put("type", type);
  }

  private String day(int away) {
    return today.plusDays(away).toString();
  }
}
