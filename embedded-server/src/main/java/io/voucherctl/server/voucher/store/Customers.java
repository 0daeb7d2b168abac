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
      "id, source_id, name, description, email, phone, birthdate, address, city, metadata,"
          + " created_at, updated_at";

  private static final String BY_ID =
      "SELECT " + COLUMNS + " FROM customer WHERE tenant = ? AND id = ?";
  private static final String BY_SOURCE_ID =
      "SELECT " + COLUMNS + " FROM customer WHERE tenant = ? AND source_id = ?";
  private static final String INSERT =
      "INSERT INTO customer (tenant, "
          + COLUMNS
          + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
  private static final String UPDATE =
      "UPDATE customer SET name = ?, description = ?, email = ?, phone = ?, birthdate = ?,"
          + " address = ?, city = ?, metadata = ?, updated_at = ? WHERE tenant = ? AND id = ?";
  private static final String DELETE = "DELETE FROM customer WHERE tenant = ? AND id = ?";

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
    Condition wanted = Condition.in("id", ids);
    return sql.all(
        "SELECT " + COLUMNS + " FROM customer WHERE tenant = ? AND " + wanted.text(),
        Customers::read,
        wanted.after(tenant));
  }

  /** By id, or else by source id. */
  public static @Nullable Customer find(Sql sql, String tenant, String idOrSourceId)
      throws SQLException {
    Customer found = byId(sql, tenant, idOrSourceId);
    return found == null ? bySourceId(sql, tenant, idOrSourceId) : found;
  }

  public static void insert(Sql sql, String tenant, Customer customer) throws SQLException {
    CustomerProfile profile = customer.profile();
    sql.run(
        INSERT,
        tenant,
        customer.id(),
        customer.sourceId(),
        profile.name(),
        profile.description(),
        profile.email(),
        profile.phone(),
        profile.birthdate(),
        profile.address(),
        profile.city(),
        customer.metadata(),
        customer.createdAt(),
        customer.updatedAt());
    Tally.CUSTOMER.add(sql, tenant, 1);
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
        profile.city(),
        customer.metadata(),
        customer.updatedAt(),
        tenant,
        customer.id());
  }

  public static void delete(Sql sql, String tenant, String id) throws SQLException {
    Tally.CUSTOMER.add(sql, tenant, -sql.run(DELETE, tenant, id));
  }

  public static Listing.Page<Customer> list(Sql sql, String tenant, Listing listing)
      throws SQLException {
    return listing.read(sql, tenant, Tally.CUSTOMER, COLUMNS, Customers::read);
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
            row.textOrNull(),
            row.textOrNull()),
        row.text(),
        row.instant(),
        row.instantOrNull());
  }
}
