package io.voucherctl.server.voucher.store;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How SQLite would carry out the statements of a list, in its own words. */
public final class Plans implements AutoCloseable {
  private final VoucherStore store;

  public Plans() throws IOException {
    this.store = VoucherStore.open(new StoreAddress.Memory());
  }

  /** The plan that finds the rows of a page. */
  public List<String> ofRows(String table, Listing listing) {
    List<@Nullable Object> values = values(listing);
    values.add(10L);
    values.add(0L);
    return explain(listing.select(table, "id"), values);
  }

  /** The plan that counts the rows of all pages. */
  public List<String> ofCount(String table, Listing listing) {
    return explain(listing.select(table), values(listing));
  }

  private static List<@Nullable Object> values(Listing listing) {
    List<@Nullable Object> values = new ArrayList<>();
    values.add("acme");
    values.addAll(Condition.all(listing.conditions()).values());
    return values;
  }

  private List<String> explain(String statement, List<@Nullable Object> values) {
    return store.read(sql ->
        sql.all(
            "EXPLAIN QUERY PLAN " + statement,
            row -> {
              row.number();
              row.number();
              row.number();
              return row.text();
            },
            values.toArray()));
  }

  @Override
  public void close() {
    store.close();
  }
}
