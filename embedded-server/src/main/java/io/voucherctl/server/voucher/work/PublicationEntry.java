package io.voucherctl.server.voucher.work;

import io.voucherctl.server.voucher.domain.Customer;
import io.voucherctl.server.voucher.domain.Publication;
import io.voucherctl.server.voucher.domain.Voucher;
import io.voucherctl.server.voucher.store.Customers;
import io.voucherctl.server.voucher.store.Listing;
import io.voucherctl.server.voucher.store.Listing.Page;
import io.voucherctl.server.voucher.store.Publications;
import io.voucherctl.server.voucher.store.Sql;
import io.voucherctl.server.voucher.store.Vouchers;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A publication with what it touched, as that is now.
 *
 * @param voucher null when it is gone, as with {@code customer}
 */
public record PublicationEntry(
    Publication publication, @Nullable Voucher voucher, @Nullable Customer customer) {

  static PublicationEntry of(Sql sql, String tenant, Publication publication) throws SQLException {
    return new PublicationEntry(
        publication,
        Vouchers.byId(sql, tenant, publication.voucherId()),
        Customers.byId(sql, tenant, publication.customerId()));
  }

  /** A page of them: one statement each for the vouchers and the customers on it. */
  public static Page<PublicationEntry> list(Sql sql, String tenant, Listing listing)
      throws SQLException {
    Page<Publication> page = Publications.list(sql, tenant, listing);
    Map<String, Voucher> vouchers =
        byId(Vouchers.byIds(sql, tenant, ids(page, Publication::voucherId)), Voucher::id);
    Map<String, Customer> customers =
        byId(Customers.byIds(sql, tenant, ids(page, Publication::customerId)), Customer::id);
    return new Page<>(
        page.rows().stream()
            .map(publication ->
                new PublicationEntry(
                    publication,
                    vouchers.get(publication.voucherId()),
                    customers.get(publication.customerId())))
            .toList(),
        page.total());
  }

  private static List<String> ids(Page<Publication> page, Function<Publication, String> id) {
    return page.rows().stream().map(id).distinct().toList();
  }

  private static <T> Map<String, T> byId(List<T> rows, Function<T, String> id) {
    return rows.stream().collect(Collectors.toMap(id, row -> row));
  }
}
