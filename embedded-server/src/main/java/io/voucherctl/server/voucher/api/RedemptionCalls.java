package io.voucherctl.server.voucher.api;

import io.voucherctl.server.http.Query;
import io.voucherctl.server.http.Request;
import io.voucherctl.server.http.Response;
import io.voucherctl.server.voucher.store.Listing;
import io.voucherctl.server.voucher.store.VoucherStore;
import io.voucherctl.server.voucher.work.RedemptionEntry;
import io.voucherctl.server.voucher.work.Rollback;
import io.voucherctl.server.voucher.work.VoucherHistory;

/** Calls that show redemptions and roll them back. */
final class RedemptionCalls {
  private final Json json;
  private final Errors errors;
  private final VoucherStore store;
  private final Changes changes;
  private final Rollback rollback;

  RedemptionCalls(
      Json json, Errors errors, VoucherStore store, Changes changes, Rollback rollback) {
    this.json = json;
    this.errors = errors;
    this.store = store;
    this.changes = changes;
    this.rollback = rollback;
  }

  Response show(String tenant, Request request) {
    String id = request.path("id");
    RedemptionEntry entry = store.read(sql -> RedemptionEntry.find(sql, tenant, id));
    return json.answer(out -> RedemptionJson.write(out, tenant, entry));
  }

  Response list(String tenant, Request request) {
    Listing listing = RedemptionQuery.read(tenant, request.query());
    Listing.Page<RedemptionEntry> page =
        store.read(sql -> RedemptionEntry.list(sql, tenant, listing));
    return Lists.answer(
        json, "redemptions", page, (out, entry) -> RedemptionJson.brief(out, tenant, entry));
  }

  Response history(String tenant, Request request) {
    String code = request.path("code");
    Listing listing = RedemptionQuery.ofVoucher(request.query());
    VoucherHistory history = store.read(sql -> VoucherHistory.find(sql, tenant, code, listing));
    return Lists.answer(
        json,
        "redemption_entries",
        history.page(),
        (out, entry) -> RedemptionJson.brief(out, tenant, entry),
        out -> VoucherJson.counts(out, history.voucher()));
  }

  Response rollback(String tenant, Request request) {
    Rollback.Ask ask = ask(request);
    return changes.run(
        tenant,
        request,
        sql -> rollback.single(sql, tenant, ask),
        outcome ->
            errors.of(
                outcome,
                undone ->
                    json.answer(
                        out -> RedemptionJson.write(out, tenant, undone.entries().getFirst()))));
  }

  Response rollbackAll(String tenant, Request request) {
    Rollback.Ask ask = ask(request);
    return changes.run(
        tenant,
        request,
        sql -> rollback.all(sql, tenant, ask),
        outcome ->
            errors.of(
                outcome, undone -> json.answer(out -> StackJson.undone(out, tenant, undone))));
  }

  private Rollback.Ask ask(Request request) {
    Fields body = json.object(request.body());
    Query query = request.query();
    return new Rollback.Ask(
        request.path("id"),
        Bodies.customerIn(body, Brackets.first(query, "tracking_id")),
        Bodies.orderIn(body),
        Brackets.first(query, "reason"),
        body.document("metadata"));
  }
}
