package io.voucherctl.server.voucher.store;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * One PostgreSQL server for all tests of a process; it ends with the process. It does not sync its
 * files, which is quick, and enough as long as the machine does not fail.
 */
final class TestPostgres {
  /** Held, because a logger that nobody holds forgets its level. */
  private static final Logger TALK = Logger.getLogger("io.zonky.test");

  private static final AtomicInteger DATABASES = new AtomicInteger();

  private TestPostgres() {}

  private static final class Server {
    private static final EmbeddedPostgres ONE = start();

    private static EmbeddedPostgres start() {
      TALK.setLevel(Level.WARNING);
      try {
        return EmbeddedPostgres.builder()
            .setServerConfig("fsync", "off")
            .setOutputRedirector(ProcessBuilder.Redirect.DISCARD)
            .setErrorRedirector(ProcessBuilder.Redirect.DISCARD)
            .start();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** An empty database of its own; its name. */
  static String database() {
    String name = "test" + DATABASES.incrementAndGet();
    run("CREATE DATABASE " + name);
    return name;
  }

  static int port() {
    return Server.ONE.getPort();
  }

  static StoreAddress.Postgres at(int port, String database) {
    return new StoreAddress.Postgres(
        "jdbc:postgresql://127.0.0.1:" + port + "/" + database, "postgres", null);
  }

  static StoreAddress.Postgres empty() {
    return at(port(), database());
  }

  /** Runs a statement as the server's owner. */
  static void run(String statement) {
    try (Connection connection = Server.ONE.getPostgresDatabase().getConnection();
        Statement run = connection.createStatement()) {
      run.execute(statement);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Breaks all connections to a database. */
  static void breakConnections(String database) {
    run(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '"
            + database
            + "'");
  }

  /**
   * Kills one of the server's processes: the server then ends all others, whatever they do, and
   * recovers from its log.
   */
  static void crash() {
    try (Connection connection = Server.ONE.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT pg_backend_pid()")) {
      rows.next();
      ProcessHandle.of(rows.getLong(1)).orElseThrow().destroyForcibly();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
