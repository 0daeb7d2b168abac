package io.voucherctl.server.voucher.work;

import io.voucherctl.server.voucher.domain.Customer;
import io.voucherctl.server.voucher.domain.Order;
import io.voucherctl.server.voucher.domain.OrderDraft;
import io.voucherctl.server.voucher.domain.OrderPrice;
import io.voucherctl.server.voucher.domain.OrderStatus;
import io.voucherctl.server.voucher.domain.Refusal;
import io.voucherctl.server.voucher.store.Orders;
import io.voucherctl.server.voucher.store.Sql;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Finds, makes or changes the order that a request carries. */
public final class OrderUpsert {
  private static final String NO_METADATA = "{}";

  private final Desk desk;
  private final CustomerUpsert customers;

  public OrderUpsert(Desk desk, CustomerUpsert customers) {
    this.desk = desk;
    this.customers = customers;
  }

  /** Stores an order as sent: sent fields overwrite, discounts stay. */
  public OrderEntry upsert(Sql sql, String tenant, OrderDraft draft) throws SQLException {
    Order known = known(sql, tenant, draft);
    if (known != null) {
      return changed(sql, tenant, known, draft);
    }
    Customer customer = customers.ifSent(sql, tenant, draft.customer());
    OrderStatus status = draft.status() == null ? OrderStatus.CREATED : draft.status();
    OrderPrice price = OrderPrice.of(draft.amount(), draft.items());
    String customerId = customer == null ? null : customer.id();
    return OrderEntry.of(sql, tenant, inserted(sql, tenant, draft, status, price, customerId));
  }

  /** Changes an order that must exist; ids in the draft change nothing. */
  public OrderEntry update(Sql sql, String tenant, String idOrSourceId, OrderDraft draft)
      throws SQLException {
    Order known = Orders.find(sql, tenant, idOrSourceId);
    if (known == null) {
      throw Refusal.notFound("order", idOrSourceId);
    }
    return changed(sql, tenant, known, draft);
  }

  private OrderEntry changed(Sql sql, String tenant, Order order, OrderDraft draft)
      throws SQLException {
    Customer customer = customers.ifSent(sql, tenant, draft.customer());
    OrderPrice price = desk.priceOf(order).resent(draft.amount(), draft.items());
    Order wanted =
        new Order(
            order.id(),
            order.sourceId(),
            draft.status() == null ? order.status() : draft.status(),
            price.sums(),
            desk.itemsOf(price),
            metadata(order, draft),
            customer == null ? order.customerId() : customer.id(),
            order.createdAt(),
            order.updatedAt());
    Order stored = wanted.equals(order) ? order : updated(sql, tenant, wanted);
    return OrderEntry.of(sql, tenant, stored);
  }

  /** The stored order that a request names; an unknown id is refused. */
  @Nullable Order known(Sql sql, String tenant, @Nullable OrderDraft draft) throws SQLException {
    if (draft == null) {
      return null;
    }
    if (draft.id() != null) {
      Order found = Orders.byId(sql, tenant, draft.id());
      if (found == null) {
        throw Refusal.notFound("order", draft.id());
      }
      return found;
    }
    return draft.sourceId() == null ? null : Orders.bySourceId(sql, tenant, draft.sourceId());
  }

  /** Stores an order as redeemed: a known one keeps its items and amount. */
  Order redeemed(
      Sql sql,
      String tenant,
      OrderDraft draft,
      @Nullable Order known,
      OrderPrice price,
      @Nullable String customerId)
      throws SQLException {
    OrderStatus status = draft.status() == null ? OrderStatus.PAID : draft.status();
    if (known == null) {
      return inserted(sql, tenant, draft, status, price, customerId);
    }
    return updated(
        sql,
        tenant,
        new Order(
            known.id(),
            known.sourceId(),
            status,
            price.sums(),
            desk.itemsOf(price),
            metadata(known, draft),
            customerId == null ? known.customerId() : customerId,
            known.createdAt(),
            known.updatedAt()));
  }

  /** An order as it stood at a price that one of several redeemables left. */
  OrderEntry at(OrderEntry entry, OrderPrice price) {
    Order order = entry.order();
    return new OrderEntry(
        new Order(
            order.id(),
            order.sourceId(),
            order.status(),
            price.sums(),
            desk.itemsOf(price),
            order.metadata(),
            order.customerId(),
            order.createdAt(),
            order.updatedAt()),
        entry.redemptions());
  }

  /** Stores an order as rolled back: cancelled, without discounts. */
  @Nullable Order cancelled(Sql sql, String tenant, String id) throws SQLException {
    Order order = Orders.byId(sql, tenant, id);
    if (order == null) {
      return null;
    }
    OrderPrice price = desk.priceOf(order).undiscounted();
    return updated(
        sql,
        tenant,
        new Order(
            order.id(),
            order.sourceId(),
            OrderStatus.CANCELED,
            price.sums(),
            desk.itemsOf(price),
            order.metadata(),
            order.customerId(),
            order.createdAt(),
            order.updatedAt()));
  }

  private Order inserted(
      Sql sql,
      String tenant,
      OrderDraft draft,
      OrderStatus status,
      OrderPrice price,
      @Nullable String customerId)
      throws SQLException {
    Order fresh =
        new Order(
            desk.ids().order(),
            draft.sourceId(),
            status,
            price.sums(),
            desk.itemsOf(price),
            draft.metadata() == null ? NO_METADATA : draft.metadata(),
            customerId,
            desk.now(),
            null);
    Orders.insert(sql, tenant, fresh);
    return fresh;
  }

  private Order updated(Sql sql, String tenant, Order order) throws SQLException {
    Instant now = desk.now();
    Order stamped =
        new Order(
            order.id(),
            order.sourceId(),
            order.status(),
            order.sums(),
            order.items(),
            order.metadata(),
            order.customerId(),
            order.createdAt(),
            now);
    Orders.update(sql, tenant, stamped);
    return stamped;
  }

  private String metadata(Order order, OrderDraft draft) {
    return draft.metadata() == null
        ? order.metadata()
        : desk.mergeMetadata().apply(order.metadata(), draft.metadata());
  }
}
