package io.voucherctl.server.voucher.api;

import io.voucherctl.server.http.Request;
import io.voucherctl.server.http.Response;
import io.voucherctl.server.voucher.domain.Order;
import io.voucherctl.server.voucher.domain.OrderDraft;
import io.voucherctl.server.voucher.domain.Refusal;
import io.voucherctl.server.voucher.store.Listing;
import io.voucherctl.server.voucher.store.Orders;
import io.voucherctl.server.voucher.store.VoucherStore;
import io.voucherctl.server.voucher.work.OrderEntry;
import io.voucherctl.server.voucher.work.OrderUpsert;
import java.util.Map;

/** Calls that store and show orders. */
final class OrderCalls {
  private static final Map<String, String> SORTS =
      Map.of("created_at", "created_at", "updated_at", "COALESCE(updated_at, 0)");

  private final Json json;
  private final VoucherStore store;
  private final Changes changes;
  private final OrderUpsert orders;

  OrderCalls(Json json, VoucherStore store, Changes changes, OrderUpsert orders) {
    this.json = json;
    this.store = store;
    this.changes = changes;
    this.orders = orders;
  }

  Response upsert(String tenant, Request request) {
    OrderDraft draft = Bodies.order(json.object(request.body()));
    return changes.run(tenant, request, sql -> orders.upsert(sql, tenant, draft), this::answer);
  }

  Response update(String tenant, Request request) {
    String id = request.path("id");
    OrderDraft draft = Bodies.order(json.object(request.body()));
    return changes.run(tenant, request, sql -> orders.update(sql, tenant, id, draft), this::answer);
  }

  Response show(String tenant, Request request) {
    String id = request.path("id");
    return answer(
        store.read(sql -> {
          Order order = Orders.find(sql, tenant, id);
          if (order == null) {
            throw Refusal.notFound("order", id);
          }
          return OrderEntry.of(sql, tenant, order);
        }));
  }

  Response list(String tenant, Request request) {
    Listing listing = ListQuery.read(request.query(), SORTS, "-created_at", ListQuery.LAST_PAGE);
    return Lists.answer(
        json, "orders", store.read(sql -> OrderEntry.list(sql, tenant, listing)), OrderJson::write);
  }

  private Response answer(OrderEntry order) {
    return Response.json(200, json.bytes(out -> OrderJson.write(out, order)));
  }
}
