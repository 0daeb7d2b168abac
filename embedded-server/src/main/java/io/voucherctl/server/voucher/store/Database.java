package io.voucherctl.server.voucher.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;

/** Where the SQLite database is, how its connections are set, and which schema it holds. */
final class Database {
  static final String FILE = "vouchers.db";
  private static final int SCHEMA = 1;
  private static final int BUSY_MILLIS = 5_000;
  private static final int CACHE_KIBIBYTES = 4_096;

  private final Optional<Path> directory;

  Database(Optional<Path> directory) {
    this.directory = directory;
  }

  /** Whether every connection sees the same data; else there is only one, and it is the data. */
  boolean shared() {
    return directory.isPresent();
  }

  Sql openReader() throws SQLException {
    return new Sql(open());
  }

  /** Makes the schema when there is none. */
  Sql openWriter() throws IOException, SQLException {
    if (directory.isPresent()) {
      Files.createDirectories(directory.get());
    }
    Connection connection = open();
    try {
      prepare(connection);
      return new Sql(connection);
    } catch (SQLException | RuntimeException e) {
      connection.close();
      throw e;
    }
  }

  private Connection open() throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    config.setJournalMode(shared() ? JournalMode.WAL : JournalMode.MEMORY);
    config.setSynchronous(SynchronousMode.FULL);
    config.setBusyTimeout(BUSY_MILLIS);
    config.setCacheSize(-CACHE_KIBIBYTES);
    config.setGetGeneratedKeys(false);
    return config.createConnection(
        "jdbc:sqlite:" + directory.map(d -> d.resolve(FILE).toString()).orElse(":memory:"));
  }

  /** Under the write lock from the start: two processes cannot both look, and then both make it. */
  private void prepare(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("BEGIN IMMEDIATE");
      int version = version(statement);
      if (version > SCHEMA) {
        throw new IllegalStateException(
            name() + " has schema " + version + "; this program knows schemas up to " + SCHEMA);
      }
      if (version == 0) {
        for (String command : schema()) {
          statement.execute(command);
        }
        statement.execute("PRAGMA user_version = " + SCHEMA);
      }
      statement.execute("COMMIT");
    }
  }

  private String name() {
    return directory.map(d -> d.resolve(FILE).toString()).orElse("the database");
  }

  private static int version(Statement statement) throws SQLException {
    try (ResultSet rows = statement.executeQuery("PRAGMA user_version")) {
      return rows.getInt(1);
    }
  }

  private static String[] schema() {
    String resource = "/io/voucherctl/server/voucher/schema-" + SCHEMA + ".sql";
    try (InputStream in = Database.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("no " + resource + " in this build");
      }
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return text.replaceAll("(?m)^--.*$", "").strip().split(";\\s*");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
