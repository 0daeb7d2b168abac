package io.voucherctl.server.voucher.api;

import io.voucherctl.server.http.Request;
import io.voucherctl.server.http.Response;
import io.voucherctl.server.voucher.domain.CustomerDraft;
import io.voucherctl.server.voucher.domain.Ids;
import io.voucherctl.server.voucher.domain.OrderDraft;
import io.voucherctl.server.voucher.domain.Redeemable;
import io.voucherctl.server.voucher.domain.Session;
import io.voucherctl.server.voucher.domain.Tracking;
import io.voucherctl.server.voucher.store.VoucherStore;
import io.voucherctl.server.voucher.store.Work;
import io.voucherctl.server.voucher.work.Redeem;
import io.voucherctl.server.voucher.work.SessionRelease;
import io.voucherctl.server.voucher.work.Validate;
import io.voucherctl.server.voucher.work.Validate.Verdict;
import java.util.List;
import java.util.function.Function;

/** Calls that validate and redeem vouchers one by one. */
final class UseCalls {
  /** The units of work behind these calls. */
  record Units(Validate validate, Redeem redeem, SessionRelease release) {}

  private final Json json;
  private final Errors errors;
  private final VoucherStore store;
  private final Changes changes;
  private final Ids ids;
  private final Units units;

  UseCalls(Json json, Errors errors, VoucherStore store, Changes changes, Ids ids, Units units) {
    this.json = json;
    this.errors = errors;
    this.store = store;
    this.changes = changes;
    this.ids = ids;
    this.units = units;
  }

  Response validate(String tenant, Request request) {
    return validate(tenant, request, request.path("code"), json.object(request.body()));
  }

  /** Validates what {@code body} says, wherever the request has it. */
  Response validate(String tenant, Request request, String code, Fields body) {
    OrderDraft order = Bodies.orderIn(body);
    Redeemable asked = new Redeemable(code, Bodies.creditsIn(body));
    CustomerDraft customer = Bodies.customerIn(body, body.text("tracking_id"));
    Session session = UseBodies.sessionIn(body, ids::session);
    String trackingId = customer == null ? null : Tracking.of(customer.sourceId());
    Work<Verdict> work = sql -> units.validate().run(sql, tenant, asked, order, session);
    Function<Verdict, Response> answer =
        verdict ->
            json.answer(out ->
                ValidationJson.write(out, verdict, order, trackingId, session, errors::requestId));
    return session == null
        ? answer.apply(store.read(work))
        : changes.run(tenant, request, work, answer);
  }

  Response redeem(String tenant, Request request) {
    return redeem(tenant, request, request.path("code"));
  }

  /** Redeems a voucher that is named outside the body. */
  Response redeem(String tenant, Request request, String code) {
    Fields body = json.object(request.body());
    Redeem.Ask ask =
        new Redeem.Ask(
            List.of(new Redeemable(code, Bodies.creditsIn(body))),
            Bodies.customerIn(body, Brackets.first(request.query(), "tracking_id")),
            Bodies.orderIn(body),
            UseBodies.sessionKeyIn(body),
            body.document("metadata"));
    return changes.run(
        tenant,
        request,
        sql -> units.redeem().run(sql, tenant, ask),
        outcome ->
            errors.of(
                outcome,
                redeemed ->
                    json.answer(
                        out -> RedemptionJson.write(out, tenant, redeemed.entries().getFirst()))));
  }

  Response release(String tenant, Request request) {
    String code = request.path("code");
    String key = request.path("key");
    return changes.run(
        tenant,
        request,
        sql -> units.release().run(sql, tenant, code, key),
        _ -> Response.noContent());
  }
}
