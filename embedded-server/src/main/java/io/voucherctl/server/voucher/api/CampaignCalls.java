package io.voucherctl.server.voucher.api;

import io.voucherctl.server.http.Query;
import io.voucherctl.server.http.Request;
import io.voucherctl.server.http.Response;
import io.voucherctl.server.voucher.domain.Campaign;
import io.voucherctl.server.voucher.domain.Campaign.Generation;
import io.voucherctl.server.voucher.domain.CampaignChange;
import io.voucherctl.server.voucher.domain.CampaignDraft;
import io.voucherctl.server.voucher.domain.Refused;
import io.voucherctl.server.voucher.store.Campaigns;
import io.voucherctl.server.voucher.store.Listing;
import io.voucherctl.server.voucher.store.VoucherStore;
import io.voucherctl.server.voucher.work.CampaignCreation;
import io.voucherctl.server.voucher.work.CampaignVouchers;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

/** Calls that make, show and change campaigns. */
final class CampaignCalls {
  private static final Map<String, String> SORTS = Map.of("created_at", "created_at");
  private static final Filters FILTERS =
      new Filters(
          Map.of("name", Filterable.key("name"), "created_at", Filterable.time("created_at")));

  private final Json json;
  private final VoucherStore store;
  private final Changes changes;
  private final CampaignCreation creation;
  private final InstantSource clock;

  CampaignCalls(
      Json json,
      VoucherStore store,
      Changes changes,
      CampaignCreation creation,
      InstantSource clock) {
    this.json = json;
    this.store = store;
    this.changes = changes;
    this.creation = creation;
    this.clock = clock;
  }

  /**
   * Few codes are there with the campaign. Many are made by further units while the caller waits; a
   * request that can be sent again is answered as things were when they were begun, so that it
   * always gets the same answer.
   */
  Response create(String tenant, Request request) {
    CampaignDraft draft = CampaignBody.read(json.object(request.body()));
    AtomicReference<Campaign> begun = new AtomicReference<>();
    Response answer =
        changes.run(
            tenant,
            request,
            sql -> {
              Campaign campaign = creation.begin(sql, tenant, draft);
              begun.set(campaign);
              return campaign;
            },
            this::answer);
    Campaign campaign = begun.get();
    if (campaign == null || campaign.generation() == Generation.DONE) {
      return answer;
    }
    Campaign filled = filled(tenant, campaign, draft.vouchersCount() - campaign.vouchersCount());
    return changes.keeps(request) ? answer : answer(filled);
  }

  private Campaign filled(String tenant, Campaign begun, long missing) {
    Campaign campaign = begun;
    for (long left = missing; left > 0; left -= CampaignVouchers.AT_ONCE) {
      long more = left;
      try {
        campaign = store.write(tenant, sql -> creation.more(sql, tenant, begun.id(), more));
      } catch (Refused e) {
        return store.write(tenant, sql -> creation.failed(sql, tenant, begun.id()));
      }
    }
    return campaign;
  }

  Response update(String tenant, Request request) {
    String name = request.path("campaign");
    CampaignChange change = CampaignBody.change(json.object(request.body()));
    return changes.run(
        tenant, request, sql -> creation.change(sql, tenant, name, change), this::answer);
  }

  Response enable(String tenant, Request request) {
    return activate(tenant, request, true);
  }

  Response disable(String tenant, Request request) {
    return activate(tenant, request, false);
  }

  private Response activate(String tenant, Request request, boolean active) {
    String name = request.path("campaign");
    return changes.run(
        tenant, request, sql -> creation.activate(sql, tenant, name, active), this::answer);
  }

  Response show(String tenant, Request request) {
    String name = request.path("campaign");
    return answer(store.read(sql -> CampaignVouchers.named(sql, tenant, name)));
  }

  Response list(String tenant, Request request) {
    Query query = request.query();
    Listing listing =
        FILTERS.narrow(query, ListQuery.read(query, SORTS, "-created_at", ListQuery.LAST_PAGE));
    return Lists.answer(
        json,
        "campaigns",
        store.read(sql -> Campaigns.list(sql, tenant, listing)),
        (out, campaign) -> CampaignJson.write(out, campaign, clock.instant()));
  }

  private Response answer(Campaign campaign) {
    return Response.json(
        200, json.bytes(out -> CampaignJson.write(out, campaign, clock.instant())));
  }
}
