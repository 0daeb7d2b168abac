package io.voucherctl.server.voucher.store;

import io.voucherctl.server.voucher.domain.Customer;
import io.voucherctl.server.voucher.domain.CustomerProfile;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The customers of all tenants. */
public final class Customers {
  private static final String COLUMNS =
      "id, source_id, name, description, email, phone, birthdate, address, metadata, created_at,"
          + " updated_at";

  private static final String BY_ID =
      "SELECT " + COLUMNS + " FROM customer WHERE tenant = ? AND id = ?";
  private static final String BY_SOURCE_ID =
      "SELECT " + COLUMNS + " FROM customer WHERE tenant = ? AND source_id = ?";
  private static final String BY_IDS =
      "SELECT " + COLUMNS + " FROM customer WHERE tenant = ? AND id ";
  private static final String FIND_OR_INSERT =
      "INSERT INTO customer (tenant, "
          + COLUMNS
          + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
          + " ON CONFLICT (tenant, source_id) DO UPDATE SET source_id = excluded.source_id"
          + " RETURNING "
          + COLUMNS;
  private static final String LOCK =
      "UPDATE customer SET updated_at = updated_at WHERE tenant = ? AND id = ? RETURNING "
          + COLUMNS;
  private static final String UPDATE =
      "UPDATE customer SET name = ?, description = ?, email = ?, phone = ?, birthdate = ?,"
          + " address = ?, metadata = ?, updated_at = ? WHERE tenant = ? AND id = ?";

  private Customers() {}

  public static @Nullable Customer byId(Sql sql, String tenant, String id) throws SQLException {
    return sql.one(BY_ID, Customers::read, tenant, id);
  }

  public static @Nullable Customer bySourceId(Sql sql, String tenant, String sourceId)
      throws SQLException {
    return sql.one(BY_SOURCE_ID, Customers::read, tenant, sourceId);
  }

  /** Those of these ids that are there; how they come is not said. */
  public static List<Customer> byIds(Sql sql, String tenant, Collection<String> ids)
      throws SQLException {
    AnyOf any = AnyOf.of(ids);
    return sql.all(BY_IDS + any.text(), Customers::read, any.after(tenant));
  }

  /** By id, or else by source id. */
  public static @Nullable Customer find(Sql sql, String tenant, String idOrSourceId)
      throws SQLException {
    Customer found = byId(sql, tenant, idOrSourceId);
    return found == null ? bySourceId(sql, tenant, idOrSourceId) : found;
  }

  /** The customer that has the source id already, locked against other writers; else this one. */
  public static Customer findOrInsert(Sql sql, String tenant, Customer customer)
      throws SQLException {
    CustomerProfile profile = customer.profile();
    Customer stored =
        sql.one(
            FIND_OR_INSERT,
            Customers::read,
            tenant,
            customer.id(),
            customer.sourceId(),
            profile.name(),
            profile.description(),
            profile.email(),
            profile.phone(),
            profile.birthdate(),
            profile.address(),
            customer.metadata(),
            customer.createdAt(),
            customer.updatedAt());
    if (stored == null) {
      throw new SQLException("an inserted customer did not come back");
    }
    if (stored.id().equals(customer.id())) {
      Tally.CUSTOMER.add(sql, tenant, 1);
    }
    return stored;
  }

  /** By id, kept from other writers until this unit is on disk. */
  public static @Nullable Customer lock(Sql sql, String tenant, String id) throws SQLException {
    return sql.one(LOCK, Customers::read, tenant, id);
  }

  public static void update(Sql sql, String tenant, Customer customer) throws SQLException {
    CustomerProfile profile = customer.profile();
    sql.run(
        UPDATE,
        profile.name(),
        profile.description(),
        profile.email(),
        profile.phone(),
        profile.birthdate(),
        profile.address(),
        customer.metadata(),
        customer.updatedAt(),
        tenant,
        customer.id());
  }

  private static Customer read(Row row) throws SQLException {
    return new Customer(
        row.text(),
        row.textOrNull(),
        new CustomerProfile(
            row.textOrNull(),
            row.textOrNull(),
            row.textOrNull(),
            row.textOrNull(),
            row.textOrNull(),
            row.textOrNull()),
        row.text(),
        row.instant(),
        row.instantOrNull());
  }
}
