package io.voucherctl.server.voucher.work;

import io.voucherctl.server.voucher.domain.Customer;
import io.voucherctl.server.voucher.domain.CustomerDraft;
import io.voucherctl.server.voucher.domain.Refusal;
import io.voucherctl.server.voucher.store.Customers;
import io.voucherctl.server.voucher.store.Sql;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Finds, makes or changes the customer that a request carries. Contract, section 6.2. */
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
    if (stored == null) {
      Customer fresh =
          new Customer(
              desk.ids().customer(),
              draft.sourceId(),
              draft.profile(),
              draft.metadata() == null ? NO_METADATA : draft.metadata(),
              desk.now(),
              null);
      stored = Customers.findOrInsert(sql, tenant, fresh);
      if (stored.id().equals(fresh.id())) {
        return stored;
      }
    }
    return changed(sql, tenant, stored, draft);
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

  private Customer changed(Sql sql, String tenant, Customer seen, CustomerDraft draft)
      throws SQLException {
    if (merged(seen, draft, seen.updatedAt()).equals(seen)) {
      return seen;
    }
    Customer stored = Customers.lock(sql, tenant, seen.id());
    if (stored == null) {
      throw Refusal.notFound("customer", seen.id());
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
