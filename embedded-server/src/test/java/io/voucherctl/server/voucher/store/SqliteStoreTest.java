package io.voucherctl.server.voucher.store;

import static io.voucherctl.server.voucher.store.StoreProbe.customers;
import static io.voucherctl.server.voucher.store.StoreProbe.insert;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.voucherctl.server.voucher.domain.Refusal;
import io.voucherctl.server.voucher.domain.Refused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
final class SqliteStoreTest {
  @TempDir Path directory;

  @Test
  void aFullDiskLosesTheWriteAndNotTheStore() throws IOException {
    try (VoucherStore store = open()) {
      store.write("acme", sql -> insert(sql, "before"));
      store.write("acme", sql -> sql.one("PRAGMA max_page_count = 1", Row::number));
      assertThatThrownBy(() ->
              store.write(
                  "acme",
                  sql -> {
                    for (int i = 0; i < 10_000; i++) {
                      insert(sql, "filler" + i);
                    }
                    return true;
                  }))
          .isInstanceOf(StoreUnavailable.class);
      assertThat(customers(store)).containsExactly("before");
      store.write("acme", sql -> sql.one("PRAGMA max_page_count = 1000000", Row::number));
      store.write("acme", sql -> insert(sql, "after"));
      assertThat(customers(store)).containsExactlyInAnyOrder("before", "after");
    }
  }

  @Test
  void twoStoresOnOneFileTakeTurns() throws IOException {
    try (VoucherStore one = open();
        VoucherStore other = open()) {
      one.write("acme", sql -> insert(sql, "one"));
      other.write("acme", sql -> insert(sql, "other"));
      one.write("acme", sql -> insert(sql, "again"));
      assertThat(customers(other)).containsExactlyInAnyOrder("one", "other", "again");
    }
  }

  @Test
  void withoutADirectoryReadsSeeOnlyWhatIsWritten() throws Exception {
    try (VoucherStore store = VoucherStore.open(new StoreAddress.Memory())) {
      store.write("acme", sql -> insert(sql, "a"));
      assertThatThrownBy(() ->
              store.write(
                  "acme",
                  sql -> {
                    insert(sql, "b");
                    throw Refusal.INVALID_PAYLOAD.because("b");
                  }))
          .isInstanceOf(Refused.class);
      assertThat(customers(store)).containsExactly("a");
    }
  }

  @Test
  void aSchemaThatWasChangedByHandIsRefusedInWords() throws Exception {
    open().close();
    try (Connection connection =
        DriverManager.getConnection("jdbc:sqlite:" + directory.resolve(SqliteDatabase.FILE))) {
      connection.createStatement().execute("UPDATE flyway_schema_history SET checksum = 1");
    }
    assertThatThrownBy(this::open)
        .isInstanceOf(IOException.class)
        .hasMessageContaining(SqliteDatabase.FILE)
        .hasMessageContaining("checksum");
  }

  @Test
  void aFileThatIsNoDatabaseIsRefused() throws IOException {
    Files.writeString(directory.resolve(SqliteDatabase.FILE), "certainly no database ".repeat(100));
    assertThatThrownBy(this::open).isInstanceOf(IOException.class);
  }

  @Test
  void lookingAVoucherUpUsesTheIndex() throws IOException {
    try (VoucherStore store = open()) {
      List<String> plan =
          store.read(sql ->
              sql.all(
                  "EXPLAIN QUERY PLAN SELECT metadata FROM voucher"
                      + " WHERE tenant = ? AND code = ?",
                  row -> {
                    row.number();
                    row.number();
                    row.number();
                    return row.text();
                  },
                  "acme",
                  "A"));
      assertThat(plan)
          .singleElement()
          .asString()
          .contains("SEARCH")
          .contains("tenant=? AND code=?");
    }
  }

  @Test
  void aFileThatAnotherProcessHoldsIsWrittenWhenItLetsGo() throws Exception {
    try (VoucherStore store = open();
        Connection other = connect()) {
      other.createStatement().execute("BEGIN IMMEDIATE");
      assertThatThrownBy(() -> store.write("acme", sql -> insert(sql, "a")))
          .isInstanceOf(StoreUnavailable.class);
      assertThat(store.ready()).isTrue();
      other.createStatement().execute("ROLLBACK");
      store.write("acme", sql -> insert(sql, "b"));
      assertThat(customers(store)).containsExactly("b");
    }
  }

  @Test
  void aFileThatIsTakenAwayTakesNoWritesUntilItIsBack() throws Exception {
    Path file = directory.resolve(SqliteDatabase.FILE);
    Path away = directory.resolve("away.db");
    try (VoucherStore store = open()) {
      store.write("acme", sql -> insert(sql, "a"));
      Files.move(file, away);
      assertThatThrownBy(() -> store.write("acme", sql -> insert(sql, "lost")))
          .isInstanceOf(StoreUnavailable.class);
      assertThat(store.ready()).isFalse();
      assertThat(store.alive()).isTrue();
      assertThatThrownBy(() -> store.read(sql -> true)).isInstanceOf(StoreUnavailable.class);
      assertThat(file).doesNotExist();
      Files.move(away, file);
      StoreProbe.waitUntil(store::ready);
      store.write("acme", sql -> insert(sql, "b"));
      assertThat(customers(store)).containsExactlyInAnyOrder("a", "b");
    }
  }

  @Test
  void anotherFileInItsPlaceIsNotWrittenTo() throws Exception {
    Path file = directory.resolve(SqliteDatabase.FILE);
    try (VoucherStore store = open()) {
      store.write("acme", sql -> insert(sql, "a"));
      Files.move(file, directory.resolve("away.db"));
      Files.createFile(file);
      assertThat(store.ready()).isFalse();
      assertThatThrownBy(() -> store.write("acme", sql -> insert(sql, "lost")))
          .isInstanceOf(StoreUnavailable.class);
      assertThat(file).isEmptyFile();
    }
  }

  private Connection connect() throws Exception {
    return DriverManager.getConnection("jdbc:sqlite:" + directory.resolve(SqliteDatabase.FILE));
  }

  private VoucherStore open() throws IOException {
    return VoucherStore.open(new StoreAddress.Directory(directory));
  }
}
