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
import io.voucherctl.server.voucher.work.Publish;
import io.voucherctl.server.voucher.work.Publish.Published;
import io.voucherctl.server.voucher.work.Redeem;
import io.voucherctl.server.voucher.work.RedemptionEntry;
import io.voucherctl.server.voucher.work.Rollback;
import io.voucherctl.server.voucher.work.Validate;
import io.voucherctl.server.voucher.work.Validate.Verdict;
import java.util.Objects;

/** Calls that validate, redeem, roll back and publish vouchers. */
final class UseCalls {
  private static final String DEFAULT_CHANNEL = "API";
  private static final String NO_METADATA = "{}";

  /** The units of work behind these calls. */
  record Units(Validate validate, Redeem redeem, Rollback rollback, Publish publish) {}

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
