package io.voucherctl.server.voucher.api;

import io.voucherctl.server.http.Query;
import io.voucherctl.server.http.Request;
import io.voucherctl.server.http.Response;
import io.voucherctl.server.voucher.domain.Campaign;
import io.voucherctl.server.voucher.domain.Customer;
import io.voucherctl.server.voucher.domain.Refusal;
import io.voucherctl.server.voucher.domain.Voucher;
import io.voucherctl.server.voucher.domain.VoucherType;
import io.voucherctl.server.voucher.store.Campaigns;
import io.voucherctl.server.voucher.store.Condition;
import io.voucherctl.server.voucher.store.Customers;
import io.voucherctl.server.voucher.store.Listing;
import io.voucherctl.server.voucher.store.Sql;
import io.voucherctl.server.voucher.store.VoucherStore;
import io.voucherctl.server.voucher.store.Vouchers;
import io.voucherctl.server.voucher.work.PublicationEntry;
import io.voucherctl.server.voucher.work.Publish;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Calls that publish vouchers and list publications. */
final class PublishCalls {
  private static final String NAME = "publications";
  private static final int LAST_PAGE = 1_000;
  private static final Map<String, String> SORTS = Map.of("created_at", "created_at");
  private static final Filters FILTERS =
      new Filters(
          Map.of(
              "created_at", Filterable.time("created_at"),
              "source_id", Filterable.key("source_id"),
              "customer_id", Filterable.key("customer_id"),
              "voucher_type", Filterable.text("voucher_type")));
  private static final List<String> VOUCHER_TYPES =
      Stream.of(VoucherType.values()).map(VoucherType::name).toList();
  private static final Condition NEVER = Condition.any(List.of());

  private final Json json;
  private final VoucherStore store;
  private final Changes changes;
  private final Publish publish;

  PublishCalls(Json json, VoucherStore store, Changes changes, Publish publish) {
    this.json = json;
    this.store = store;
    this.changes = changes;
    this.publish = publish;
  }

  Response publish(String tenant, Request request) {
    return publish(tenant, request, json.object(request.body()));
  }

  Response publishByQuery(String tenant, Request request) {
    return publish(tenant, request, PublicationBody.inQuery(json, request.query()));
  }

  /** Publishes what {@code body} says, wherever the request has it. */
  Response publish(String tenant, Request request, Fields body) {
    Publish.Ask ask = PublicationBody.read(body, request.query());
    return changes.run(tenant, request, sql -> publish.run(sql, tenant, ask), this::answer);
  }

  private Response answer(PublicationEntry entry) {
    return Response.json(200, json.bytes(out -> PublicationJson.write(out, entry)));
  }

  Response list(String tenant, Request request) {
    Query query = request.query();
    Listing wanted = FILTERS.narrow(query, narrowed(query, page(query)));
    return Lists.answer(
        json,
        NAME,
        store.read(sql -> PublicationEntry.list(sql, tenant, named(sql, tenant, query, wanted))),
        PublicationJson::brief);
  }

  Response listOfVoucher(String tenant, Request request) {
    String code = request.path("code");
    Listing wanted = page(request.query());
    return Lists.answer(
        json,
        NAME,
        store.read(sql -> {
          Voucher voucher = Vouchers.find(sql, tenant, code);
          if (voucher == null) {
            throw Refusal.notFound("voucher", code);
          }
          return PublicationEntry.list(
              sql, tenant, wanted.where(Condition.of("voucher_id = ?", voucher.id())));
        }),
        PublicationJson::brief);
  }

  private static Listing page(Query query) {
    return ListQuery.read(query, SORTS, "-created_at", LAST_PAGE);
  }

  /** What publications themselves know. None has failed, and none is of a referral code. */
  private static Listing narrowed(Query query, Listing listing) {
    Listing narrowed = listing;
    String sourceId = Brackets.first(query, "source_id");
    if (sourceId != null) {
      narrowed = narrowed.where(Condition.of("source_id = ?", sourceId));
    }
    String type = chosen(query, "voucher_type", VOUCHER_TYPES);
    if (type != null) {
      narrowed = narrowed.where(Condition.of("voucher_type = ?", type));
    }
    if ("FAILURE".equals(chosen(query, "result", List.of("SUCCESS", "FAILURE")))) {
      narrowed = narrowed.where(NEVER);
    }
    if ("true".equals(chosen(query, "is_referral_code", List.of("true", "false")))) {
      narrowed = narrowed.where(NEVER);
    }
    return narrowed;
  }

  private static @Nullable String chosen(Query query, String name, List<String> choices) {
    String sent = Brackets.first(query, name);
    if (sent != null && !choices.contains(sent)) {
      throw Refusal.INVALID_QUERY_PARAMS.because(name + " must be one of " + choices);
    }
    return sent;
  }

  /** What is sought by names of other things; an id stays what it is when the thing is gone. */
  private static Listing named(Sql sql, String tenant, Query query, Listing listing)
      throws SQLException {
    Listing narrowed = listing;
    String campaign = Brackets.first(query, "campaign");
    if (campaign != null) {
      Campaign found = Campaigns.find(sql, tenant, campaign);
      String id = found == null ? campaign : found.id();
      narrowed = narrowed.where(Condition.of("campaign_id = ?", id));
    }
    String customer = Brackets.first(query, "customer");
    if (customer != null) {
      Customer found = Customers.find(sql, tenant, customer);
      String id = found == null ? customer : found.id();
      narrowed = narrowed.where(Condition.of("customer_id = ?", id));
    }
    String voucher = Brackets.first(query, "voucher");
    if (voucher != null) {
      Voucher found = Vouchers.find(sql, tenant, voucher);
      String id = found == null ? voucher : found.id();
      narrowed = narrowed.where(Condition.of("voucher_id = ?", id));
    }
    return narrowed;
  }
}
