package io.voucherctl.server.voucher.store;

import static io.voucherctl.server.voucher.store.StoreProbe.customers;
import static io.voucherctl.server.voucher.store.StoreProbe.insert;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class PostgresStoreTest {
  private final String database = TestPostgres.database();

  @Test
  void replicasThatStartAtOnceMakeOneSchema() throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Callable<VoucherStore> open = this::open;
      for (Future<VoucherStore> opened : threads.invokeAll(Collections.nCopies(4, open))) {
        try (VoucherStore store = opened.get()) {
          assertThat(store.ready()).isTrue();
          assertThat(
                  store.<List<String>>read(
                      sql -> sql.all("SELECT version FROM flyway_schema_history", Row::text)))
              .containsExactly("1");
        }
      }
    }
  }

  @Test
  void aSuccessIsOnDiskWhateverTheServersDefaultIs() throws IOException {
    TestPostgres.run("ALTER DATABASE " + database + " SET synchronous_commit = off");
    try (VoucherStore store = open()) {
      assertThat(store.<String>read(sql -> sql.one("SHOW synchronous_commit", Row::text)))
          .isEqualTo("on");
      assertThat(store.<String>write("acme", sql -> sql.one("SHOW synchronous_commit", Row::text)))
          .isEqualTo("on");
    }
  }

  @Test
  void aUnitThatHidesAFailureIsNotReportedAsWritten() throws IOException {
    try (VoucherStore store = open()) {
      assertThatThrownBy(() ->
              store.write(
                  "acme",
                  sql -> {
                    insert(sql, "a");
                    try {
                      return sql.run("UPDATE nothing SET x = 1");
                    } catch (SQLException hidden) {
                      return 0;
                    }
                  }))
          .isInstanceOf(StoreUnavailable.class);
      assertThat(customers(store)).isEmpty();
      store.write("acme", sql -> insert(sql, "b"));
      assertThat(customers(store)).containsExactly("b");
    }
  }

  @Test
  void aTenantHasOneWriterAtATimeAndOthersDoNotWait() throws Exception {
    CountDownLatch held = new CountDownLatch(1);
    CountDownLatch letGo = new CountDownLatch(1);
    try (VoucherStore one = open();
        VoucherStore other = open();
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Boolean> first =
          threads.submit(() ->
              one.write(
                  "acme",
                  sql -> {
                    held.countDown();
                    await(letGo);
                    return insert(sql, "first");
                  }));
      held.await();
      assertThat(other.<Boolean>write("bolt", sql -> insert(sql, "bolt", "b"))).isTrue();
      assertThatThrownBy(() -> other.write("acme", sql -> insert(sql, "lost")))
          .isInstanceOf(StoreUnavailable.class);
      letGo.countDown();
      assertThat(first.get()).isTrue();
      other.write("acme", sql -> insert(sql, "second"));
      assertThat(customers(one)).containsExactlyInAnyOrder("b", "first", "second");
    }
  }

  @Test
  void connectionsThatBrokeWhileNobodyUsedThemAreNotNoticed() throws IOException {
    try (VoucherStore store = open()) {
      store.write("acme", sql -> insert(sql, "a"));
      assertThat(customers(store)).containsExactly("a");
      TestPostgres.breakConnections(database);
      assertThat(customers(store)).containsExactly("a");
      store.write("acme", sql -> insert(sql, "b"));
      assertThat(customers(store)).containsExactlyInAnyOrder("a", "b");
    }
  }

  @Test
  void underLoadABrokenConnectionLosesNoAcknowledgedWrite() throws Exception {
    try (VoucherStore store = open();
        Load load = new Load(store)) {
      for (int i = 1; i <= 5; i++) {
        load.waitForMore(50);
        TestPostgres.breakConnections(database);
      }
      load.waitForMore(50);
      load.stop();
      load.assertNothingIsLost();
    }
  }

  @Test
  void aServerThatCrashesLosesNoAcknowledgedWrite() throws Exception {
    try (VoucherStore store = open();
        Load load = new Load(store)) {
      load.waitForMore(100);
      TestPostgres.crash();
      StoreProbe.waitUntil(() -> load.refused.get() > 0);
      StoreProbe.waitUntil(store::ready);
      load.waitForMore(100);
      load.stop();
      load.assertNothingIsLost();
    }
  }

  @Test
  void whileTheServerIsAwayCallsAreRefusedAtOnceAndThenItComesBack() throws Exception {
    try (Relay relay = new Relay(TestPostgres.port());
        VoucherStore store = VoucherStore.open(TestPostgres.at(relay.port(), database));
        Load load = new Load(store)) {
      load.waitForMore(50);
      relay.cut();
      StoreProbe.waitUntil(() -> load.refused.get() > 1_000);
      assertThat(store.ready()).isFalse();
      assertThat(store.alive()).isTrue();
      assertThatThrownBy(() -> store.read(sql -> true)).isInstanceOf(StoreUnavailable.class);
      relay.mend();
      StoreProbe.waitUntil(store::ready);
      load.waitForMore(50);
      load.stop();
      load.assertNothingIsLost();
    }
  }

  @Test
  void aServerThatFallsSilentIsNotWaitedForLong() throws Exception {
    try (Relay relay = new Relay(TestPostgres.port());
        VoucherStore store = VoucherStore.open(TestPostgres.at(relay.port(), database));
        Load load = new Load(store)) {
      load.waitForMore(50);
      relay.goSilent();
      StoreProbe.waitUntil(() -> load.refused.get() > 1_000);
      assertThat(store.ready()).isFalse();
      relay.mend();
      StoreProbe.waitUntil(store::ready);
      load.waitForMore(50);
      load.stop();
      load.assertNothingIsLost();
      assertThat(load.longestMillis.get()).isLessThan(5_000);
    }
  }

  private VoucherStore open() throws IOException {
    return VoucherStore.open(TestPostgres.at(TestPostgres.port(), database));
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
