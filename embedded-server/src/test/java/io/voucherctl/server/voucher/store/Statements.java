package io.voucherctl.server.voucher.store;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Notes the statements that work runs, and asks the database how it would answer them. */
final class Statements implements AutoCloseable {
  private final Connection connection;
  private final List<String> prepared = new ArrayList<>();

  private Statements(Connection connection) {
    this.connection = connection;
  }

  /** Over an empty store, with all its tables and indexes. */
  static Statements onFile(Path directory) throws IOException, SQLException {
    VoucherStore.open(new StoreAddress.Directory(directory)).close();
    return new Statements(
        DriverManager.getConnection("jdbc:sqlite:" + directory.resolve(SqliteDatabase.FILE)));
  }

  /** The statements that this work prepares. */
  List<String> of(Work<?> work) throws SQLException {
    prepared.clear();
    work.run(new Sql(noting()));
    return List.copyOf(prepared);
  }

  /** The plan of one statement, a step a line. */
  List<String> plan(String statement) throws SQLException {
    List<String> steps = new ArrayList<>();
    try (ResultSet rows =
        connection.prepareStatement("EXPLAIN QUERY PLAN " + statement).executeQuery()) {
      while (rows.next()) {
        steps.add(rows.getString(4));
      }
    }
    return steps;
  }

  private Connection noting() {
    return (Connection)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {Connection.class},
            (_, method, arguments) -> {
              if (method.getName().equals("prepareStatement")) {
                prepared.add((String) arguments[0]);
              }
              try {
                return method.invoke(connection, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
