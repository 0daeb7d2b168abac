package io.voucherctl.server.voucher.store;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.SortedSet;
import javax.sql.DataSource;

/** What differs between the databases that can keep a store; the statements do not. */
interface Database {
  /** For errors; never with credentials. */
  String name();

  /** Whether every connection sees the same data; else there is only one, and it is the data. */
  boolean shared();

  /** How many reads run at once. */
  int readers();

  /** Makes what must be there before a connection can be opened. */
  void prepare() throws IOException;

  /** Opens a connection that gives up soon when the database does not answer. */
  Connection connect() throws SQLException;

  /** Where a migration takes its connections from; {@code first} came from {@link #connect}. */
  DataSource migrating(Connection first);

  /** Whether several statements can be sent in one, separated by semicolons. */
  boolean joinsStatements();

  /** Column types in which the databases differ, by their names in the migrations. */
  Columns columns();

  /**
   * Begins a transaction that writes rows of these tenants only. Until its end no other transaction
   * writes rows of one of them, so that what it reads of them stays true: a unit of work may look
   * first and then write, and no two can wait for each other.
   */
  void begin(Sql sql, SortedSet<String> tenants) throws SQLException;

  /** Throws when the data are not where they were when they were opened. */
  void verify() throws SQLException;

  /** What a failure says about the connection it came by. */
  Harm harm(SQLException failure);

  /** How far a failure reaches. */
  enum Harm {
    /** The statement, or the transaction. */
    STATEMENT,
    /** The connection is of no more use; another may be. */
    CONNECTION,
    /** The database is away. */
    DATABASE
  }

  /**
   * Column types.
   *
   * @param seq numbers rows in the order of insertion
   * @param key text compared byte by byte
   */
  record Columns(String seq, String key) {}
}
