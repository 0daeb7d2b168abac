package io.voucherctl.server.voucher.api;

import io.voucherctl.server.http.Request;
import io.voucherctl.server.http.Response;
import io.voucherctl.server.voucher.domain.CustomerDraft;
import io.voucherctl.server.voucher.domain.OrderDraft;
import io.voucherctl.server.voucher.domain.Refusal;
import io.voucherctl.server.voucher.domain.Refused;
import io.voucherctl.server.voucher.domain.Tracking;
import io.voucherctl.server.voucher.domain.Use;
import io.voucherctl.server.voucher.store.VoucherStore;
import io.voucherctl.server.voucher.work.Outcome;
import io.voucherctl.server.voucher.work.Redeem;
import io.voucherctl.server.voucher.work.RedemptionEntry;
import io.voucherctl.server.voucher.work.Rollback;
import io.voucherctl.server.voucher.work.Validate;
import io.voucherctl.server.voucher.work.Validate.Verdict;

/** Calls that validate, redeem and roll back vouchers. */
final class UseCalls {
  /** The units of work behind these calls. */
  record Units(Validate validate, Redeem redeem, Rollback rollback) {}

  private final Json json;
  private final Errors errors;
  private final VoucherStore store;
  private final Changes changes;
  private final Units units;

  UseCalls(Json json, Errors errors, VoucherStore store, Changes changes, Units units) {
    this.json = json;
    this.errors = errors;
    this.store = store;
    this.changes = changes;
    this.units = units;
  }

  Response validate(String tenant, Request request) {
    Fields body = json.object(request.body());
    OrderDraft order = Bodies.orderIn(body);
    Long credits = Bodies.creditsIn(body);
    CustomerDraft customer = Bodies.customerIn(body, body.text("tracking_id"));
    String code = request.path("code");
    Verdict verdict = store.read(sql -> units.validate().run(sql, tenant, code, order, credits));
    if (verdict.use() instanceof Use.Rejected(Refusal why) && why == Refusal.MISSING_AMOUNT) {
      throw why.because(verdict.voucher().code());
    }
    String trackingId = customer == null ? null : Tracking.of(customer.sourceId());
    return Response.json(
        200,
        json.bytes(
            out -> ValidationJson.write(out, verdict, order, trackingId, errors::requestId)));
  }

  Response redeem(String tenant, Request request) {
    Fields body = json.object(request.body());
    Redeem.Ask ask =
        new Redeem.Ask(
            request.path("code"),
            Bodies.customerIn(body, request.query().first("tracking_id")),
            Bodies.orderIn(body),
            Bodies.creditsIn(body),
            body.document("metadata"));
    return changes.run(
        tenant,
        request,
        sql -> units.redeem().run(sql, tenant, ask),
        outcome -> outcome(tenant, outcome));
  }

  Response show(String tenant, Request request) {
    String id = request.path("id");
    return entry(tenant, store.read(sql -> RedemptionEntry.find(sql, tenant, id)));
  }

  Response rollback(String tenant, Request request) {
    Fields body = json.object(request.body());
    Rollback.Ask ask =
        new Rollback.Ask(
            request.path("id"),
            Bodies.customerIn(body, request.query().first("tracking_id")),
            Bodies.orderIn(body),
            request.query().first("reason"),
            body.document("metadata"));
    return changes.run(
        tenant,
        request,
        sql -> units.rollback().run(sql, tenant, ask),
        outcome -> outcome(tenant, outcome));
  }

  private Response outcome(String tenant, Outcome outcome) {
    return switch (outcome) {
      case Outcome.Done(RedemptionEntry entry) -> entry(tenant, entry);
      case Outcome.Failed(Refused why) -> errors.of(why);
    };
  }

  private Response entry(String tenant, RedemptionEntry entry) {
    return Response.json(200, json.bytes(out -> RedemptionJson.write(out, tenant, entry)));
  }
}
