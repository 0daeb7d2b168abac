package io.voucherctl.server.voucher.api;

import io.voucherctl.server.http.Query;
import io.voucherctl.server.voucher.store.Condition;
import io.voucherctl.server.voucher.store.Listing;
import java.util.List;
import java.util.Map;

/** Which vouchers a list asks for. */
final class VoucherLists {
  private static final Map<String, String> SORTS =
      Map.of("created_at", "created_at", "updated_at", "COALESCE(updated_at, 0)", "code", "code");

  private static final Filters FILTERS =
      new Filters(
          Map.ofEntries(
              Map.entry("id", Filterable.key("id")),
              Map.entry("code", Filterable.key("code")),
              Map.entry("campaign", Filterable.key("campaign")),
              Map.entry("campaign_id", Filterable.key("campaign_id")),
              Map.entry("category", Filterable.key("category")),
              Map.entry("type", Filterable.text("type")),
              Map.entry("active", Filterable.flag("active")),
              Map.entry("holder_id", Filterable.key("holder_id")),
              Map.entry("start_date", Filterable.time("start_date")),
              Map.entry("expiration_date", Filterable.time("expiration_date")),
              Map.entry("created_at", Filterable.time("created_at")),
              Map.entry("updated_at", Filterable.optionalTime("updated_at"))));

  /** By its name, or else by its id. */
  private static final String OF_CAMPAIGN =
      "campaign_id = COALESCE((SELECT id FROM campaign WHERE tenant = ? AND name = ?), ?)";

  /** By their id, or else by their source id; whoever was removed still has an id. */
  private static final String OF_HOLDER =
      "holder_id = COALESCE((SELECT id FROM customer WHERE tenant = ? AND id = ?),"
          + " (SELECT id FROM customer WHERE tenant = ? AND source_id = ?), ?)";

  private VoucherLists() {}

  static Listing read(String tenant, Query query) {
    Listing all = ListQuery.read(query, SORTS, "-created_at", ListQuery.LAST_PAGE);
    Listing listing = FILTERS.narrow(query, all);
    for (String name : List.of("category", "campaign_id")) {
      String wanted = Brackets.first(query, name);
      listing = wanted == null ? listing : listing.where(Condition.of(name + " = ?", wanted));
    }
    String campaign = Brackets.first(query, "campaign");
    if (campaign != null) {
      listing = listing.where(Condition.of(OF_CAMPAIGN, tenant, campaign, campaign));
    }
    String holder = Brackets.first(query, "customer");
    return holder == null
        ? listing
        : listing.where(Condition.of(OF_HOLDER, tenant, holder, tenant, holder, holder));
  }
}
