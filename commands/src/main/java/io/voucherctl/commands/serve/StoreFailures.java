package io.voucherctl.commands.serve;

import io.voucherctl.commands.exit.Failure;
import io.voucherctl.server.voucher.store.StoreAddress;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** A store that cannot be opened, in words for the person who starts it. */
public final class StoreFailures {
  private static final String LOGIN = "set PGUSER, and PGPASSWORD or PGPASSFILE";

  private StoreFailures() {}

  /** What {@code cause} means when it came from opening {@code store}. */
  public static Failure of(StoreAddress store, Exception cause) {
    SQLException broken = sql(cause);
    if (!(store instanceof StoreAddress.Postgres postgres) || broken == null) {
      return new Failure.Broken(firstLine(cause), null, cause);
    }
    String where = place(postgres.url());
    String state = String.valueOf(broken.getSQLState());
    if (state.startsWith("08") || state.startsWith("57P") || state.startsWith("53")) {
      return new Failure.Unreachable(
          "the database " + where + " does not answer", "is PostgreSQL up, and reachable?", cause);
    }
    if (state.startsWith("28")) {
      return new Failure.Unreachable(
          "the database " + where + " refuses the user or the password", LOGIN, cause);
    }
    if (state.equals("3D000")) {
      return new Failure.Unreachable(
          "there is no database " + where, "create it first: createdb", cause);
    }
    return new Failure.Broken(
        "cannot use the database " + where + ": " + firstLine(broken), null, cause);
  }

  /** {@code HOST:PORT/DATABASE}. */
  private static String place(String url) {
    return url.replaceFirst("^jdbc:postgresql://", "").replaceFirst("\\?.*", "");
  }

  private static @Nullable SQLException sql(Throwable thrown) {
    for (Throwable each = thrown; each != null; each = each.getCause()) {
      if (each instanceof SQLException found) {
        return found;
      }
    }
    return null;
  }

  private static String firstLine(Throwable thrown) {
    String message = thrown.getMessage();
    return message == null ? thrown.toString() : message.lines().findFirst().orElse("");
  }
}
