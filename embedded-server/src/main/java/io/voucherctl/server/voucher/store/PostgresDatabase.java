package io.voucherctl.server.voucher.store;

import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import java.util.SortedSet;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/** PostgreSQL, which several processes share. */
final class PostgresDatabase implements Database {
  private static final int READERS = 8;
  private static final String CONNECT_SECONDS = "2";

  /** The server's own limits are below it: an answer that says why is better than none. */
  private static final String SOCKET_SECONDS = "2";

  /**
   * A replica that stops amid a transaction must not keep its tenants' locks. And an answer that
   * says success is on disk, whatever the server's default says.
   */
  private static final String SESSION =
      "SELECT set_config('statement_timeout', '1800', false),"
          + " set_config('lock_timeout', '1500', false),"
          + " set_config('idle_in_transaction_session_timeout', '5000', false),"
          + " CASE WHEN current_setting('synchronous_commit') = 'off'"
          + " THEN set_config('synchronous_commit', 'on', false) END";

  /**
   * In READ COMMITTED, what follows sees what was committed before the locks were had. The numbers
   * come in ascending order and are locked in the order of the array, so that no two transactions
   * wait for each other.
   */
  private static final String BEGIN =
      "BEGIN ISOLATION LEVEL READ COMMITTED;"
          + " SELECT pg_advisory_xact_lock(n) FROM unnest(CAST(? AS bigint[])) AS n";

  private final StoreAddress.Postgres address;

  PostgresDatabase(StoreAddress.Postgres address) {
    this.address = address;
  }

  @Override
  public String name() {
    return address.place();
  }

  @Override
  public boolean shared() {
    return true;
  }

  @Override
  public int readers() {
    return READERS;
  }

  @Override
  public void prepare() {}

  @Override
  public Connection connect() throws SQLException {
    Properties settings = settings();
    settings.setProperty("socketTimeout", SOCKET_SECONDS);
    Connection connection = DriverManager.getConnection(address.url(), settings);
    try (Statement session = connection.createStatement()) {
      session.execute(SESSION);
      return connection;
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  /** Flyway locks on one connection and migrates on another; it may take its time. */
  @Override
  public DataSource migrating(Connection first) {
    return ConnectionSource.opening(() -> DriverManager.getConnection(address.url(), settings()));
  }

  private Properties settings() {
    Properties settings = new Properties();
    if (address.user() != null) {
      settings.setProperty("user", address.user());
    }
    if (address.password() != null) {
      settings.setProperty("password", address.password());
    }
    settings.setProperty("connectTimeout", CONNECT_SECONDS);
    settings.setProperty("loginTimeout", CONNECT_SECONDS);
    settings.setProperty("tcpKeepAlive", "true");
    settings.setProperty("ApplicationName", "voucherctl");
    settings.setProperty("targetServerType", "primary");
    return settings;
  }

  @Override
  public boolean joinsStatements() {
    return true;
  }

  @Override
  public Columns columns() {
    return new Columns("BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY", "TEXT COLLATE \"C\"");
  }

  /** Two tenants with the same number only wait for each other. */
  @Override
  public void begin(Sql sql, SortedSet<String> tenants) throws SQLException {
    String numbers =
        tenants.stream()
            .mapToLong(PostgresDatabase::lockNumber)
            .distinct()
            .sorted()
            .mapToObj(Long::toString)
            .collect(Collectors.joining(",", "{", "}"));
    sql.execute(BEGIN, numbers);
  }

  static long lockNumber(String tenant) {
    try {
      byte[] name = ("voucherctl/" + tenant).getBytes(StandardCharsets.UTF_8);
      return ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(name)).getLong();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  @Override
  public void verify() {}

  /**
   * By the classes of <a
   * href="https://www.postgresql.org/docs/current/errcodes-appendix.html">errors</a>: 08 is the
   * connection, 57P the operator, 25P03 the transaction that stood still, and 25006 a server that
   * is no longer the one to write to.
   */
  @Override
  public Harm harm(SQLException failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SocketTimeoutException) {
        return Harm.DATABASE;
      }
    }
    String state = failure.getSQLState();
    boolean broken =
        state == null
            || state.startsWith("08")
            || state.startsWith("57P")
            || state.equals("25P03")
            || state.equals("25006");
    return broken ? Harm.CONNECTION : Harm.STATEMENT;
  }
}
