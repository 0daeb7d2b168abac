package io.voucherctl.server.voucher.api;

import io.voucherctl.server.http.Query;
import io.voucherctl.server.voucher.domain.Refusal;
import io.voucherctl.server.voucher.store.Listing;
import io.voucherctl.server.voucher.store.Redemptions;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads which redemptions a list is to have. */
final class RedemptionQuery {
  private static final Map<String, String> SORTS = Map.of("created_at", "created_at");
  private static final Set<String> RESULTS = Set.of("SUCCESS", "FAILURE");

  private static final Filters FILTERS =
      new Filters(
          Map.of(
              "id", Filterable.key("id"),
              "created_at", Filterable.time("created_at"),
              "customer_id", Filterable.key("customer_id"),
              "order_id", Filterable.key("order_id"),
              "related_object_id", Filterable.key("voucher_id"),
              "related_object_parent_id", Filterable.key("campaign_id"),
              "redemption", Filterable.key("parent_id"),
              "failure_code", Filterable.text("failure_code")));

  private RedemptionQuery() {}

  /** The wanted page of one voucher, newest first unless {@code order} says otherwise. */
  static Listing ofVoucher(Query query) {
    return FILTERS.narrow(query, page(query));
  }

  private static Listing page(Query query) {
    return ListQuery.read(query, SORTS, "-created_at", ListQuery.LAST_PAGE);
  }

  /** The same of all. */
  static Listing read(String tenant, Query query) {
    Listing listing = FILTERS.narrow(query, ofResult(page(query), results(query)));
    String campaign = name(query, "campaign");
    if (campaign != null) {
      listing = listing.where(Redemptions.ofCampaign(tenant, campaign));
    }
    String customer = name(query, "customer");
    return customer == null ? listing : listing.where(Redemptions.ofCustomer(tenant, customer));
  }

  private static @Nullable String name(Query query, String parameter) {
    String name = Brackets.first(query, parameter);
    if (name != null && (name.length() > Fields.NAME_LENGTH || !Text.isStorable(name))) {
      throw Refusal.INVALID_QUERY_PARAMS.because(parameter + " names nothing");
    }
    return name;
  }

  /** Repeated plainly, or as an array. */
  private static List<String> results(Query query) {
    return Brackets.under(query, "result").stream().map(Brackets.Entry::value).toList();
  }

  /** Both results are all there are. */
  private static Listing ofResult(Listing listing, List<String> wanted) {
    if (!RESULTS.containsAll(wanted)) {
      throw Refusal.INVALID_QUERY_PARAMS.because("result must be SUCCESS or FAILURE");
    }
    if (Set.copyOf(wanted).size() != 1) {
      return listing;
    }
    return listing.where(
        wanted.contains("SUCCESS") ? Redemptions.succeeded() : Redemptions.failed());
  }
}
