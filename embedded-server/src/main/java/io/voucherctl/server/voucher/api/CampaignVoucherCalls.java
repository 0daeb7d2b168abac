package io.voucherctl.server.voucher.api;

import io.voucherctl.server.http.Request;
import io.voucherctl.server.http.Response;
import io.voucherctl.server.voucher.domain.Campaign;
import io.voucherctl.server.voucher.domain.Refusal;
import io.voucherctl.server.voucher.domain.Voucher;
import io.voucherctl.server.voucher.domain.VoucherDraft;
import io.voucherctl.server.voucher.store.VoucherStore;
import io.voucherctl.server.voucher.work.Blueprint;
import io.voucherctl.server.voucher.work.CampaignVouchers;
import java.util.ArrayList;
import java.util.List;

/** Calls that put vouchers into a campaign, or remove it with all of them. */
final class CampaignVoucherCalls {
  private final Json json;
  private final VoucherStore store;
  private final Changes changes;
  private final Errands errands;
  private final CampaignVouchers vouchers;

  CampaignVoucherCalls(
      Json json, VoucherStore store, Changes changes, Errands errands, CampaignVouchers vouchers) {
    this.json = json;
    this.store = store;
    this.changes = changes;
    this.errands = errands;
    this.vouchers = vouchers;
  }

  Response add(String tenant, Request request) {
    String name = request.path("campaign");
    Fields sent = json.object(request.body());
    sent.node().remove("code");
    long count = count(request);
    if (count == 1) {
      return addOne(tenant, request, name, sent);
    }
    CampaignBody.checkLength(sent);
    Blueprint blueprint = campaign -> CampaignBody.next(json, campaign, sent);
    return errands.run(
        tenant,
        request,
        "CAMPAIGN_VOUCHERS_CREATE",
        sql -> {
          Campaign campaign = CampaignVouchers.named(sql, tenant, name);
          CampaignBody.checkCodes(blueprint.next(campaign), count);
          return campaign;
        },
        (campaign, progress) -> addAll(tenant, campaign, blueprint, count, progress));
  }

  private void addAll(
      String tenant, Campaign campaign, Blueprint blueprint, long count, Progress progress) {
    for (long left = count; left > 0; left -= CampaignVouchers.AT_ONCE) {
      long some = Math.min(left, CampaignVouchers.AT_ONCE);
      store.write(
          tenant,
          sql -> {
            vouchers.addSome(sql, tenant, campaign.id(), blueprint, some);
            return some;
          });
      progress.done(some);
    }
  }

  private static long count(Request request) {
    String sent = Brackets.first(request.query(), "vouchers_count");
    if (sent == null) {
      return 1;
    }
    long count = sent.matches("[0-9]{1,9}") ? Long.parseLong(sent) : 0;
    if (count < 1 || count > CampaignBody.MOST_CODES) {
      throw Refusal.INVALID_QUERY_PARAMS.because(
          "vouchers_count must be a whole number from 1 to " + CampaignBody.MOST_CODES);
    }
    return count;
  }

  /** The code in the path beats one in the body. */
  Response addWithCode(String tenant, Request request) {
    String code = request.path("code");
    if (code.length() > Fields.NAME_LENGTH) {
      throw Refusal.INVALID_PAYLOAD.because(
          "a code has at most " + Fields.NAME_LENGTH + " characters");
    }
    Fields sent = json.object(request.body());
    sent.node().put("code", code);
    return addOne(tenant, request, request.path("campaign"), sent);
  }

  private Response addOne(String tenant, Request request, String name, Fields sent) {
    return changes.run(
        tenant,
        request,
        sql -> vouchers.add(sql, tenant, name, campaign -> CampaignBody.next(json, campaign, sent)),
        this::answer);
  }

  /** Everything is read once before anything is written: an array with a fault changes nothing. */
  Response importAll(String tenant, Request request) {
    Response before = changes.before(tenant, request);
    if (before != null) {
      return before;
    }
    String name = request.path("campaign");
    Campaign seen = store.read(sql -> CampaignVouchers.named(sql, tenant, name));
    json.eachObject(request.body(), sent -> draft(seen, sent));
    return errands.run(
        tenant,
        request,
        "CAMPAIGN_VOUCHERS_IMPORT",
        sql -> CampaignVouchers.named(sql, tenant, name),
        (campaign, progress) -> importInto(tenant, campaign, request.body(), progress));
  }

  private VoucherDraft draft(Campaign campaign, Fields sent) {
    if (sent.name("code") == null) {
      throw Refusal.INVALID_PAYLOAD.because("an imported voucher needs a code");
    }
    return CampaignBody.next(json, campaign, sent);
  }

  private void importInto(String tenant, Campaign campaign, byte[] body, Progress progress) {
    List<VoucherDraft> some = new ArrayList<>(CampaignVouchers.AT_ONCE);
    json.eachObject(
        body,
        sent -> {
          some.add(draft(campaign, sent));
          if (some.size() == CampaignVouchers.AT_ONCE) {
            importSome(tenant, campaign, some, progress);
            some.clear();
          }
        });
    importSome(tenant, campaign, some, progress);
  }

  private void importSome(
      String tenant, Campaign campaign, List<VoucherDraft> some, Progress progress) {
    List<VoucherDraft> now = List.copyOf(some);
    List<String> taken =
        store.write(tenant, sql -> vouchers.importSome(sql, tenant, campaign.id(), now));
    progress.done(now.size() - taken.size());
    progress.failed(taken);
  }

  /** What was redeemed and published stays on record. */
  Response delete(String tenant, Request request) {
    String name = request.path("campaign");
    return errands.run(
        tenant,
        request,
        "CAMPAIGN_DELETE",
        sql -> CampaignVouchers.named(sql, tenant, name),
        (campaign, progress) -> {
          int gone;
          do {
            gone = store.write(tenant, sql -> vouchers.removeSome(sql, tenant, campaign.id()));
            progress.done(gone);
          } while (gone == CampaignVouchers.AT_ONCE);
        });
  }

  private Response answer(Voucher voucher) {
    return Response.json(200, json.bytes(out -> VoucherJson.write(out, voucher)));
  }
}
