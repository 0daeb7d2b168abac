package io.voucherctl.server.voucher.work;

import io.voucherctl.server.voucher.domain.Customer;
import io.voucherctl.server.voucher.domain.CustomerDraft;
import io.voucherctl.server.voucher.domain.Refusal;
import io.voucherctl.server.voucher.store.Customers;
import io.voucherctl.server.voucher.store.Sql;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Finds, makes or changes the customer that a request carries. */
public final class CustomerUpsert {
  private static final String NO_METADATA = "{}";

  private final Desk desk;

  public CustomerUpsert(Desk desk) {
    this.desk = desk;
  }

  /** Null when the request carries none. */
  @Nullable Customer ifSent(Sql sql, String tenant, @Nullable CustomerDraft draft)
      throws SQLException {
    return draft == null ? null : upsert(sql, tenant, draft);
  }

  /** An id must exist; a source id finds or makes one; neither makes one. */
  public Customer upsert(Sql sql, String tenant, CustomerDraft draft) throws SQLException {
    Customer stored = known(sql, tenant, draft);
    if (stored != null) {
      return changed(sql, tenant, stored, draft);
    }
    Customer fresh =
        new Customer(
            desk.ids().customer(),
            draft.sourceId(),
            draft.profile(),
            draft.metadata() == null ? NO_METADATA : draft.metadata(),
            desk.now(),
            null);
    Customers.insert(sql, tenant, fresh);
    return fresh;
  }

  /** Changes a customer that must exist; ids in the draft change nothing. */
  public Customer update(Sql sql, String tenant, String idOrSourceId, CustomerDraft draft)
      throws SQLException {
    return changed(sql, tenant, named(sql, tenant, idOrSourceId), draft);
  }

  /** Removes a customer, who stays in the history of what they redeemed; the removed one. */
  public Customer delete(Sql sql, String tenant, String idOrSourceId) throws SQLException {
    Customer found = named(sql, tenant, idOrSourceId);
    Customers.delete(sql, tenant, found.id());
    return found;
  }

  /** The stored customer with this id or source id; an unknown one is refused. */
  public static Customer named(Sql sql, String tenant, String idOrSourceId) throws SQLException {
    Customer found = Customers.find(sql, tenant, idOrSourceId);
    if (found == null) {
      throw Refusal.notFound("customer", idOrSourceId);
    }
    return found;
  }

  /** The stored customer that a request names, untouched; an unknown id is refused. */
  @Nullable Customer known(Sql sql, String tenant, @Nullable CustomerDraft draft)
      throws SQLException {
    if (draft == null) {
      return null;
    }
    if (draft.id() != null) {
      Customer found = Customers.byId(sql, tenant, draft.id());
      if (found == null) {
        throw Refusal.notFound("customer", draft.id());
      }
      return found;
    }
    return draft.sourceId() == null ? null : Customers.bySourceId(sql, tenant, draft.sourceId());
  }

  private Customer changed(Sql sql, String tenant, Customer stored, CustomerDraft draft)
      throws SQLException {
    if (merged(stored, draft, stored.updatedAt()).equals(stored)) {
      return stored;
    }
    Customer merged = merged(stored, draft, desk.now());
    Customers.update(sql, tenant, merged);
    return merged;
  }

  private Customer merged(Customer stored, CustomerDraft draft, @Nullable Instant changedAt) {
    return new Customer(
        stored.id(),
        stored.sourceId(),
        stored.profile().overwrittenBy(draft.profile()),
        draft.metadata() == null
            ? stored.metadata()
            : desk.mergeMetadata().apply(stored.metadata(), draft.metadata()),
        stored.createdAt(),
        changedAt);
  }
}
