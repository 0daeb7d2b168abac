package io.voucherctl.server.voucher.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One connection and its prepared statements. The newest hundreds are kept. For one thread at a
 * time.
 */
public final class Sql implements AutoCloseable {
  private static final int MOST_PREPARED = 256;

  private final Connection connection;
  private final boolean joins;
  private final Map<String, PreparedStatement> prepared = new LinkedHashMap<>(64, 0.75f, true);

  Sql(Connection connection, boolean joins) {
    this.connection = connection;
    this.joins = joins;
  }

  /** The first row; null when there is none. */
  <T> @Nullable T one(String statement, Row.Reader<T> reader, @Nullable Object... values)
      throws SQLException {
    try (ResultSet rows = bound(statement, values).executeQuery()) {
      return rows.next() ? reader.read(new Row(rows)) : null;
    } catch (SQLException e) {
      throw forgetting(statement, e);
    }
  }

  <T> List<T> all(String statement, Row.Reader<T> reader, @Nullable Object... values)
      throws SQLException {
    List<T> found = new ArrayList<>();
    try (ResultSet rows = bound(statement, values).executeQuery()) {
      while (rows.next()) {
        found.add(reader.read(new Row(rows)));
      }
    } catch (SQLException e) {
      throw forgetting(statement, e);
    }
    return found;
  }

  /** Runs a statement that answers no rows; how many rows it changed. */
  int run(String statement, @Nullable Object... values) throws SQLException {
    try {
      return bound(statement, values).executeUpdate();
    } catch (SQLException e) {
      throw forgetting(statement, e);
    }
  }

  /** Runs what may answer rows, which nobody wants. */
  void execute(String statement, @Nullable Object... values) throws SQLException {
    try {
      bound(statement, values).execute();
    } catch (SQLException e) {
      throw forgetting(statement, e);
    }
  }

  /** Runs one statement and then another, in one round trip where the database can. */
  void runBoth(String first, String second) throws SQLException {
    if (joins) {
      execute(first + ";" + second);
    } else {
      run(first);
      run(second);
    }
  }

  /** The driver closes a statement that failed: the next use must prepare it anew. */
  private SQLException forgetting(String statement, SQLException failure) {
    PreparedStatement failed = prepared.remove(statement);
    if (failed != null) {
      try {
        failed.close();
      } catch (SQLException e) {
        failure.addSuppressed(e);
      }
    }
    return failure;
  }

  void rollback() throws SQLException {
    run("ROLLBACK");
  }

  /** Lists are put together from many conditions: their statements have no bound of their own. */
  private void forgetOldest() throws SQLException {
    if (prepared.size() > MOST_PREPARED) {
      Iterator<PreparedStatement> oldest = prepared.values().iterator();
      PreparedStatement forgotten = oldest.next();
      oldest.remove();
      forgotten.close();
    }
  }

  private PreparedStatement bound(String statement, @Nullable Object... values)
      throws SQLException {
    PreparedStatement ready = prepared.get(statement);
    if (ready == null) {
      ready = connection.prepareStatement(statement);
      prepared.put(statement, ready);
      forgetOldest();
    }
    for (int i = 0; i < values.length; i++) {
      bind(ready, i + 1, values[i]);
    }
    return ready;
  }

  private static void bind(PreparedStatement statement, int place, @Nullable Object value)
      throws SQLException {
    switch (value) {
      case null -> statement.setObject(place, null);
      case String text -> statement.setString(place, text);
      case Long number -> statement.setLong(place, number);
      case Instant time -> statement.setLong(place, time.toEpochMilli());
      case Boolean flag -> statement.setInt(place, flag ? 1 : 0);
      case Enum<?> name -> statement.setString(place, name.name());
      default -> throw new IllegalArgumentException("no column holds a " + value.getClass());
    }
  }

  /** Closes the connection and with it every statement. */
  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
