package io.voucherctl.server.voucher.store;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** An SQLite store on one connection that notes every statement, and can say how it is answered. */
final class Statements implements AutoCloseable {
  private final Connection connection;
  private final Sql sql;
  private final List<String> executed = new ArrayList<>();

  Statements(Path directory) throws IOException, SQLException {
    VoucherStore.open(new StoreAddress.Directory(directory)).close();
    this.connection = new SqliteDatabase(Optional.of(directory)).connect();
    this.sql = new Sql(proxy(Connection.class, connection, null), false);
  }

  /** Runs some work; the statements it executed, in order. */
  List<String> of(Work<?> work) throws SQLException {
    executed.clear();
    work.run(sql);
    return List.copyOf(executed);
  }

  /** How the database looks each table up, without its words for sorting and the like. */
  SortedSet<String> plan(List<String> statements) throws SQLException {
    SortedSet<String> steps = new TreeSet<>();
    for (String statement : new LinkedHashSet<>(statements)) {
      try (PreparedStatement explain =
              connection.prepareStatement("EXPLAIN QUERY PLAN " + statement);
          ResultSet rows = explain.executeQuery()) {
        while (rows.next()) {
          steps.add(rows.getString("detail"));
        }
      }
    }
    return steps;
  }

  /** Passes calls on; a statement, once executed, is noted. */
  private <T> T proxy(Class<T> type, T real, String text) {
    return type.cast(
        Proxy.newProxyInstance(
            Statements.class.getClassLoader(),
            new Class<?>[] {type},
            (_, method, arguments) -> {
              if (method.getName().startsWith("execute")) {
                executed.add(text);
              }
              try {
                Object result = method.invoke(real, arguments);
                return method.getName().equals("prepareStatement")
                    ? proxy(PreparedStatement.class, (PreparedStatement) result, arguments[0] + "")
                    : result;
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            }));
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
