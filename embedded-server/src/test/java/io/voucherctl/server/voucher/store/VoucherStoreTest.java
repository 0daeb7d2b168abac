package io.voucherctl.server.voucher.store;

import static io.voucherctl.server.voucher.store.StoreProbe.customers;
import static io.voucherctl.server.voucher.store.StoreProbe.insert;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.voucherctl.server.voucher.domain.Refusal;
import io.voucherctl.server.voucher.domain.Refused;
import java.io.IOException;
import java.nio.file.Path;
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
  void aTenantThatFloodsTheQueueIsRefusedAndTheOthersAreNot() throws Exception {
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
      Flood flood = new Flood(store, threads);
      CountDownLatch refused = new CountDownLatch(500);
      List<Future<Boolean>> answers = flood.writes("acme", 1_012, refused);
      refused.await();
      CountDownLatch none = new CountDownLatch(0);
      List<Future<Boolean>> others = flood.writes("bolt", 100, none);
      go.countDown();
      assertThat(first.get()).isTrue();
      assertThat(Flood.written(answers)).isEqualTo(512);
      assertThat(Flood.written(others)).isEqualTo(100);
      assertThat(customers(store)).hasSize(612);
    }
  }

  @Test
  void oneUnitWhoseStatementFailsDoesNotUndoItsNeighbours() throws Exception {
    try (VoucherStore store = open();
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<Boolean>> units = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        String id = "c" + i;
        boolean fails = i % 2 == 0;
        units.add(() ->
            store.write(
                "acme",
                sql -> insert(sql, id) && (!fails || sql.run("UPDATE nothing SET x = 1") > 0)));
      }
      int failed = 0;
      for (Future<Boolean> answer : threads.invokeAll(units)) {
        try {
          assertThat(answer.get()).isTrue();
        } catch (ExecutionException e) {
          assertThat(e.getCause()).isInstanceOf(StoreUnavailable.class);
          failed++;
        }
      }
      assertThat(failed).isEqualTo(20);
      assertThat(customers(store))
          .hasSize(20)
          .allMatch(id -> Integer.parseInt(id, 1, id.length(), 10) % 2 == 1);
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

  /** Many writes at once. */
  private record Flood(VoucherStore store, ExecutorService threads) {
    List<Future<Boolean>> writes(String tenant, int times, CountDownLatch refused) {
      List<Future<Boolean>> answers = new ArrayList<>();
      for (int i = 0; i < times; i++) {
        String id = tenant + i;
        answers.add(
            threads.submit(() -> {
              try {
                return store.write(tenant, sql -> insert(sql, tenant, id));
              } catch (StoreUnavailable e) {
                refused.countDown();
                return false;
              }
            }));
      }
      return answers;
    }

    static int written(List<Future<Boolean>> answers) throws Exception {
      int written = 0;
      for (Future<Boolean> answer : answers) {
        written += answer.get() ? 1 : 0;
      }
      return written;
    }
  }

  private VoucherStore open() throws IOException {
    return VoucherStore.open(TestStores.of(directory));
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
