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
import io.voucherctl.server.voucher.work.Validate;
import io.voucherctl.server.voucher.work.Validate.StackVerdict;
import java.util.List;

/** Calls that validate and redeem several vouchers at once. */
final class StackCalls {
  private final Json json;
  private final Errors errors;
  private final VoucherStore store;
  private final Changes changes;
  private final Ids ids;
  private final Validate validate;
  private final Redeem redeem;

  StackCalls(
      Json json,
      Errors errors,
      VoucherStore store,
      Changes changes,
      Ids ids,
      Validate validate,
      Redeem redeem) {
    this.json = json;
    this.errors = errors;
    this.store = store;
    this.changes = changes;
    this.ids = ids;
    this.validate = validate;
    this.redeem = redeem;
  }

  Response validate(String tenant, Request request) {
    Fields body = json.object(request.body());
    List<Redeemable> redeemables = UseBodies.redeemablesIn(body);
    OrderDraft order = Bodies.orderIn(body);
    CustomerDraft customer = Bodies.customerIn(body, body.text("tracking_id"));
    Session session = UseBodies.sessionIn(body, ids::session);
    String trackingId = customer == null ? null : Tracking.of(customer.sourceId());
    StackJson.Echo echo = new StackJson.Echo(order, trackingId, session);
    Work<StackVerdict> work = sql -> validate.stack(sql, tenant, redeemables, order, session);
    return session == null
        ? verdict(store.read(work), echo)
        : changes.run(tenant, request, work, verdict -> verdict(verdict, echo));
  }

  Response redeem(String tenant, Request request) {
    Fields body = json.object(request.body());
    Redeem.Ask ask =
        new Redeem.Ask(
            UseBodies.redeemablesIn(body),
            Bodies.customerIn(body, Brackets.first(request.query(), "tracking_id")),
            Bodies.orderIn(body),
            UseBodies.sessionKeyIn(body),
            body.document("metadata"));
    return changes.run(
        tenant,
        request,
        sql -> redeem.run(sql, tenant, ask),
        outcome ->
            errors.of(
                outcome,
                redeemed -> json.answer(out -> StackJson.redeemed(out, tenant, redeemed))));
  }

  private Response verdict(StackVerdict verdict, StackJson.Echo echo) {
    return json.answer(out -> StackJson.verdict(out, verdict, echo, errors::requestId));
  }
}
