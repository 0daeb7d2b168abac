package io.voucherctl.server.voucher.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.voucherctl.server.voucher.domain.Customer;
import io.voucherctl.server.voucher.domain.CustomerProfile;
import io.voucherctl.server.voucher.domain.Refusal;
import io.voucherctl.server.voucher.domain.Refused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
final class VoucherStoreTest {
  @TempDir Path directory;

  @Test
  void whatWasWrittenIsThereAfterReopening() throws IOException {
    try (VoucherStore store = open()) {
      store.write("acme", sql -> insert(sql, "a"));
      assertThat(store.ready()).isTrue();
    }
    try (VoucherStore store = open()) {
      assertThat(customers(store)).containsExactly("a");
    }
  }

  @Test
  void oneUnitThatIsRefusedDoesNotUndoItsNeighbours() throws Exception {
    try (VoucherStore store = open();
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      CountDownLatch queued = new CountDownLatch(1);
      Future<Boolean> first =
          threads.submit(() ->
              store.write(
                  "acme",
                  sql -> {
                    await(queued);
                    return true;
                  }));
      List<Callable<String>> units = new ArrayList<>();
      for (int i = 0; i < 100; i++) {
        String id = "c" + i;
        boolean refused = i % 3 == 0;
        units.add(() ->
            store.write(
                "acme",
                sql -> {
                  insert(sql, id);
                  if (refused) {
                    throw Refusal.INVALID_PAYLOAD.because(id);
                  }
                  return id;
                }));
      }
      List<Future<String>> answers = units.stream().map(threads::submit).toList();
      queued.countDown();
      assertThat(first.get()).isTrue();
      List<String> done = new ArrayList<>();
      for (Future<String> answer : answers) {
        try {
          done.add(answer.get());
        } catch (ExecutionException e) {
          assertThat(e.getCause()).isInstanceOf(Refused.class);
        }
      }
      assertThat(done).hasSize(66);
      assertThat(customers(store)).containsExactlyInAnyOrderElementsOf(done);
    }
  }

  @Test
  void aFullQueueRefusesAndTheQueuedAreStillWritten() throws Exception {
    CountDownLatch go = new CountDownLatch(1);
    CountDownLatch busy = new CountDownLatch(1);
    try (VoucherStore store = open();
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Boolean> first =
          threads.submit(() ->
              store.write(
                  "acme",
                  sql -> {
                    busy.countDown();
                    await(go);
                    return true;
                  }));
      busy.await();
      CountDownLatch refused = new CountDownLatch(500);
      List<Future<Integer>> answers = new ArrayList<>();
      for (int i = 0; i < 1_524; i++) {
        String id = "c" + i;
        answers.add(
            threads.submit(() -> {
              try {
                return store.write("acme", sql -> insert(sql, id) ? 1 : 0);
              } catch (StoreUnavailable e) {
                refused.countDown();
                return 0;
              }
            }));
      }
      refused.await();
      go.countDown();
      assertThat(first.get()).isTrue();
      int written = 0;
      for (Future<Integer> answer : answers) {
        written += answer.get();
      }
      assertThat(written).isEqualTo(1_024);
      assertThat(customers(store)).hasSize(1_024);
    }
  }

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
  void aClosedStoreTakesNothing() throws IOException {
    VoucherStore store = open();
    store.close();
    store.close();
    assertThatThrownBy(() -> store.write("acme", sql -> insert(sql, "late")))
        .isInstanceOf(StoreUnavailable.class);
    assertThatThrownBy(() -> store.read(sql -> true)).isInstanceOf(StoreUnavailable.class);
    assertThat(store.ready()).isFalse();
    assertThat(store.alive()).isFalse();
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

  private VoucherStore open() throws IOException {
    return VoucherStore.open(new StoreAddress.Directory(directory));
  }

  private static boolean insert(Sql sql, String id) throws SQLException {
    Customer customer = new Customer(id, null, CustomerProfile.UNKNOWN, "{}", Instant.EPOCH, null);
    Customers.insert(sql, "acme", customer);
    return true;
  }

  private static List<String> customers(VoucherStore store) {
    return store.read(sql -> sql.all("SELECT id FROM customer", Row::text));
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
