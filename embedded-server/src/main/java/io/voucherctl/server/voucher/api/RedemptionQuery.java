package io.voucherctl.server.voucher.api;

import io.voucherctl.server.http.Query;
import io.voucherctl.server.voucher.domain.Refusal;
import io.voucherctl.server.voucher.store.Listing;
import io.voucherctl.server.voucher.store.Redemptions;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads which redemptions a list is to have. Contract, section 8. */
final class RedemptionQuery {
  private static final Map<String, String> SORTS = Map.of("created_at", "created_at");
  private static final Set<String> RESULTS = Set.of("SUCCESS", "FAILURE");

  private RedemptionQuery() {}

  /** The wanted page, newest first unless {@code order} says otherwise. */
  static Listing page(Query query) {
    return ListQuery.read(query, SORTS, "-created_at", ListQuery.LAST_PAGE);
  }

  static Listing read(String tenant, Query query) {
    Listing listing = ofResult(page(query), query.all("result"));
    String campaign = query.first("campaign");
    if (campaign != null) {
      listing = listing.where(Redemptions.ofCampaign(tenant, campaign));
    }
    String customer = query.first("customer");
    return customer == null ? listing : listing.where(Redemptions.ofCustomer(tenant, customer));
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
