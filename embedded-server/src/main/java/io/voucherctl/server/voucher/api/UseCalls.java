package io.voucherctl.server.voucher.api;

import io.voucherctl.server.http.Request;
import io.voucherctl.server.http.Response;
import io.voucherctl.server.voucher.domain.CustomerDraft;
import io.voucherctl.server.voucher.domain.Ids;
import io.voucherctl.server.voucher.domain.OrderDraft;
import io.voucherctl.server.voucher.domain.Redeemable;
import io.voucherctl.server.voucher.domain.Refusal;
import io.voucherctl.server.voucher.domain.Refused;
import io.voucherctl.server.voucher.domain.Session;
import io.voucherctl.server.voucher.domain.Tracking;
import io.voucherctl.server.voucher.store.VoucherStore;
import io.voucherctl.server.voucher.store.Work;
import io.voucherctl.server.voucher.work.Publish;
import io.voucherctl.server.voucher.work.Publish.Published;
import io.voucherctl.server.voucher.work.Redeem;
import io.voucherctl.server.voucher.work.SessionRelease;
import io.voucherctl.server.voucher.work.Validate;
import io.voucherctl.server.voucher.work.Validate.Verdict;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/** Calls that validate, redeem and publish vouchers one by one. */
final class UseCalls {
  private static final String DEFAULT_CHANNEL = "API";
  private static final String NO_METADATA = "{}";

  /** The units of work behind these calls. */
  record Units(Validate validate, Redeem redeem, SessionRelease release, Publish publish) {}

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
    Fields body = json.object(request.body());
    OrderDraft order = Bodies.orderIn(body);
    Redeemable asked = new Redeemable(request.path("code"), Bodies.creditsIn(body));
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
    Fields body = json.object(request.body());
    Redeem.Ask ask =
        new Redeem.Ask(
            List.of(new Redeemable(request.path("code"), Bodies.creditsIn(body))),
            Bodies.customerIn(body, request.query().first("tracking_id")),
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

  Response publish(String tenant, Request request) {
    Publish.Ask ask = publishAsk(json.object(request.body()));
    return changes.run(
        tenant, request, sql -> units.publish().run(sql, tenant, ask), this::publication);
  }

  private Response publication(Published published) {
    return Response.json(200, json.bytes(out -> PublicationJson.write(out, published)));
  }

  private static Publish.Ask publishAsk(Fields body) {
    String voucher = body.name("voucher");
    if (voucher == null) {
      throw noVoucher(body);
    }
    CustomerDraft customer = Bodies.customerIn(body);
    if (customer == null) {
      throw body.wrong("customer", "an object that names or describes a customer");
    }
    String metadata = body.document("metadata");
    return new Publish.Ask(
        voucher,
        customer,
        Objects.requireNonNullElse(body.text("channel"), DEFAULT_CHANNEL),
        body.name("source_id"),
        metadata == null ? NO_METADATA : metadata);
  }

  /** A campaign, given plainly or by name, cannot be found: none can be made yet. */
  private static Refused noVoucher(Fields body) {
    if (!body.has("campaign")) {
      return Refusal.MISSING_VOUCHERS.because("a voucher or a campaign is needed");
    }
    String campaign =
        body.node().path("campaign").isTextual()
            ? body.name("campaign")
            : Objects.requireNonNull(body.object("campaign")).name("name");
    return campaign == null
        ? body.wrong("campaign.name", "a string")
        : Refusal.notFound("campaign", campaign);
  }
}
