package io.voucherctl.server.voucher.api;

import io.voucherctl.server.http.Request;
import io.voucherctl.server.http.Response;
import io.voucherctl.server.voucher.domain.Customer;
import io.voucherctl.server.voucher.domain.CustomerDraft;
import io.voucherctl.server.voucher.domain.Order;
import io.voucherctl.server.voucher.domain.OrderDraft;
import io.voucherctl.server.voucher.domain.Refusal;
import io.voucherctl.server.voucher.store.Customers;
import io.voucherctl.server.voucher.store.Orders;
import io.voucherctl.server.voucher.store.VoucherStore;
import io.voucherctl.server.voucher.work.CustomerUpsert;
import io.voucherctl.server.voucher.work.OrderEntry;
import io.voucherctl.server.voucher.work.OrderUpsert;

/** Calls that store and show customers and orders. */
final class BuyerCalls {
  private final Json json;
  private final VoucherStore store;
  private final Changes changes;
  private final CustomerUpsert customers;
  private final OrderUpsert orders;

  BuyerCalls(
      Json json,
      VoucherStore store,
      Changes changes,
      CustomerUpsert customers,
      OrderUpsert orders) {
    this.json = json;
    this.store = store;
    this.changes = changes;
    this.customers = customers;
    this.orders = orders;
  }

  Response putCustomer(String tenant, Request request) {
    CustomerDraft draft = Bodies.customer(json.object(request.body()));
    if (draft.isBlank()) {
      throw Refusal.INVALID_PAYLOAD.because("a customer needs at least one property");
    }
    return changes.run(
        tenant, request, sql -> customers.upsert(sql, tenant, draft), this::customer);
  }

  Response showCustomer(String tenant, Request request) {
    String id = request.path("id");
    return customer(
        store.read(sql -> {
          Customer found = Customers.find(sql, tenant, id);
          if (found == null) {
            throw Refusal.notFound("customer", id);
          }
          return found;
        }));
  }

  Response putOrder(String tenant, Request request) {
    OrderDraft draft = Bodies.order(json.object(request.body()));
    return changes.run(tenant, request, sql -> orders.upsert(sql, tenant, draft), this::order);
  }

  Response showOrder(String tenant, Request request) {
    String id = request.path("id");
    return order(
        store.read(sql -> {
          Order order = Orders.find(sql, tenant, id);
          if (order == null) {
            throw Refusal.notFound("order", id);
          }
          return OrderEntry.of(sql, tenant, order);
        }));
  }

  private Response customer(Customer customer) {
    return Response.json(200, json.bytes(out -> CustomerJson.write(out, customer)));
  }

  private Response order(OrderEntry order) {
    return Response.json(200, json.bytes(out -> OrderJson.write(out, order)));
  }
}
