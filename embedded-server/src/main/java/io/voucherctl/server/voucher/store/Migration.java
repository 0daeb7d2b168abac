package io.voucherctl.server.voucher.store;

import java.sql.SQLException;
import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/** Brings a database to the newest schema, from none or from an older one. */
final class Migration {
  private static final String SCRIPTS = "classpath:io/voucherctl/server/voucher/migration";

  private Migration() {}

  /**
   * Returns once the schema is ours. Processes that do it at the same time take turns.
   *
   * @throws SQLException in words when the database has a schema that is not ours, or newer
   */
  static void run(DataSource connections, Database.Columns columns) throws SQLException {
    try {
      Flyway.configure()
          .dataSource(connections)
          .locations(SCRIPTS)
          .placeholders(Map.of("seq", columns.seq(), "key", columns.key()))
          .loggers(MigrationLog.class.getName())
          .load()
          .migrate();
    } catch (FlywayException e) {
      throw new SQLException(e.getMessage(), e);
    }
  }
}
