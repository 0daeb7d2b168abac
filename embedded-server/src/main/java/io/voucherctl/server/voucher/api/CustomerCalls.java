package io.voucherctl.server.voucher.api;

import com.fasterxml.jackson.core.JsonGenerator;
import io.voucherctl.server.http.Query;
import io.voucherctl.server.http.Request;
import io.voucherctl.server.http.Response;
import io.voucherctl.server.voucher.domain.Customer;
import io.voucherctl.server.voucher.domain.CustomerDraft;
import io.voucherctl.server.voucher.domain.Ids;
import io.voucherctl.server.voucher.domain.Refusal;
import io.voucherctl.server.voucher.store.Condition;
import io.voucherctl.server.voucher.store.Customers;
import io.voucherctl.server.voucher.store.Listing;
import io.voucherctl.server.voucher.store.Listing.Page;
import io.voucherctl.server.voucher.store.VoucherStore;
import io.voucherctl.server.voucher.work.CustomerUpsert;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;

/** Calls that store, show and remove customers. */
final class CustomerCalls {
  private static final Map<String, String> SORTS = Map.of("created_at", "created_at");

  /** What else a customer's data would be found in; none of it is kept here. */
  private static final String ERASED =
      """
      {"events":0,"customer_events":0,"daily_events":0,"segments":0,"orders":0,"order_events":0,\
      "customer":1}\
      """;

  private final Json json;
  private final VoucherStore store;
  private final Changes changes;
  private final CustomerUpsert customers;
  private final Ids ids;
  private final InstantSource clock;

  CustomerCalls(
      Json json,
      VoucherStore store,
      Changes changes,
      CustomerUpsert customers,
      Ids ids,
      InstantSource clock) {
    this.json = json;
    this.store = store;
    this.changes = changes;
    this.customers = customers;
    this.ids = ids;
    this.clock = clock;
  }

  Response upsert(String tenant, Request request) {
    CustomerDraft draft = Bodies.customer(json.object(request.body()));
    if (draft.isBlank()) {
      throw Refusal.INVALID_PAYLOAD.because("a customer needs at least one property");
    }
    return changes.run(tenant, request, sql -> customers.upsert(sql, tenant, draft), this::answer);
  }

  Response update(String tenant, Request request) {
    String id = request.path("id");
    CustomerDraft draft = Bodies.customer(json.object(request.body()));
    return changes.run(
        tenant, request, sql -> customers.update(sql, tenant, id, draft), this::answer);
  }

  Response show(String tenant, Request request) {
    String id = request.path("id");
    return answer(store.read(sql -> CustomerUpsert.named(sql, tenant, id)));
  }

  Response delete(String tenant, Request request) {
    String id = request.path("id");
    return changes.run(
        tenant, request, sql -> customers.delete(sql, tenant, id), _ -> Response.noContent());
  }

  Response erase(String tenant, Request request) {
    String id = request.path("id");
    return changes.run(tenant, request, sql -> customers.delete(sql, tenant, id), this::erasure);
  }

  Response list(String tenant, Request request) {
    Listing listing = listing(request.query());
    Page<Customer> page = store.read(sql -> Customers.list(sql, tenant, listing));
    boolean more = page.total() > (long) listing.page() * listing.limit();
    return Lists.answer(
        json,
        "customers",
        page,
        CustomerJson::write,
        out -> out.writeBooleanField("has_more", more));
  }

  private static Listing listing(Query query) {
    Listing listing = ListQuery.read(query, SORTS, "-created_at", ListQuery.LAST_PAGE);
    for (String name : new String[] {"email", "name", "city"}) {
      String wanted = Brackets.first(query, name);
      if (wanted != null) {
        listing = listing.where(Condition.of(name + " = ?", wanted));
      }
    }
    String after = Brackets.first(query, "starting_after");
    if (after == null) {
      return listing;
    }
    Instant from = Times.parse(after);
    if (from == null) {
      throw Refusal.INVALID_QUERY_PARAMS.because("starting_after must be an ISO 8601 time");
    }
    String side = listing.descending() ? "created_at < ?" : "created_at > ?";
    return listing.where(Condition.of(side, from));
  }

  private Response answer(Customer customer) {
    return Response.json(200, json.bytes(out -> CustomerJson.write(out, customer)));
  }

  private Response erasure(Customer customer) {
    return Response.json(200, json.bytes(out -> erasure(out, customer)));
  }

  private void erasure(JsonGenerator out, Customer customer) throws IOException {
    out.writeStartObject();
    out.writeStringField("id", ids.deletion());
    VoucherJson.time(out, "created_at", clock.instant());
    out.writeStringField("related_object_id", customer.id());
    out.writeStringField("related_object", "customer");
    out.writeStringField("status", "DONE");
    VoucherJson.raw(out, "data_json", ERASED);
    // Misspelt on purpose: the contract has it so.
    out.writeStringField("object", "pernament_deletion");
    out.writeEndObject();
  }
}
