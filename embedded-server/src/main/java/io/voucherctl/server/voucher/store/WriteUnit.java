package io.voucherctl.server.voucher.store;

import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One caller's work and the answer it waits for. The writer runs it, once. */
final class WriteUnit<T> {
  private static final Logger LOG = LoggerFactory.getLogger(WriteUnit.class);
  static final String SAVEPOINT = "SAVEPOINT unit";
  private static final String RELEASE = "RELEASE SAVEPOINT unit";
  private static final String UNDO = "ROLLBACK TO SAVEPOINT unit";

  private final String tenant;
  private final Work<T> work;
  private final CompletableFuture<T> answer = new CompletableFuture<>();
  private @Nullable T result;
  private @Nullable RuntimeException thrown;

  WriteUnit(String tenant, Work<T> work) {
    this.tenant = tenant;
    this.work = work;
  }

  String tenant() {
    return tenant;
  }

  /** Runs behind its savepoint, which stays; throws only when the whole transaction is lost. */
  void run(Sql sql) throws SQLException {
    try {
      result = work.run(sql);
    } catch (SQLException e) {
      undo(sql, e);
    } catch (RuntimeException e) {
      thrown = e;
      sql.run(UNDO);
    }
  }

  /**
   * Ends the unit and does {@code next}, in one round trip where the database can. A unit that hid
   * the failure of a statement, as PostgreSQL does not forgive, is undone here.
   */
  void end(Sql sql, String next) throws SQLException {
    try {
      sql.runBoth(RELEASE, next);
    } catch (SQLException e) {
      undo(sql, e);
      sql.runBoth(RELEASE, next);
    }
  }

  /** Fails when there is no transaction any more, so that nothing of a lost one is done again. */
  private void undo(Sql sql, SQLException failure) throws SQLException {
    LOG.error("a write failed", failure);
    thrown = new StoreUnavailable("a write failed", failure);
    try {
      sql.run(UNDO);
    } catch (SQLException lost) {
      failure.addSuppressed(lost);
      throw failure;
    }
  }

  /** Answers, once the transaction is on disk. */
  void complete() {
    if (thrown == null) {
      answer.complete(result);
    } else {
      answer.completeExceptionally(thrown);
    }
  }

  /** Answers that it was not written, as far as anybody knows. */
  void fail(StoreUnavailable why) {
    answer.completeExceptionally(why);
  }

  /** Waits for the answer; rethrows what the work threw. */
  T outcome() {
    try {
      return answer.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw e;
    }
  }
}
