package io.voucherctl.server.voucher.store;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Where a store keeps its rows. */
public sealed interface StoreAddress {

  /** In this process, gone at its end. */
  record Memory() implements StoreAddress {}

  /** In an SQLite file in {@code path}, which is made when missing. */
  record Directory(Path path) implements StoreAddress {}

  /**
   * In a PostgreSQL database, which other processes may share.
   *
   * @param url {@code jdbc:postgresql://host:port/database?setting=value}, without credentials; its
   *     settings, as the driver knows them, come before the store's own
   * @param user null leaves it to the driver
   * @param password null leaves it to the driver, which reads {@code PGPASSFILE}
   */
  record Postgres(String url, @Nullable String user, @Nullable String password)
      implements StoreAddress {
    private static final String SCHEME = "jdbc:postgresql:";
    private static final Pattern SECRET_SETTING = Pattern.compile("[?&][^=&]*password[^=&]*=");

    /**
     * Checks the URL.
     *
     * @throws IllegalArgumentException in words for a user, and without the URL, which may be the
     *     secret; when it is none of PostgreSQL or carries credentials
     */
    public Postgres {
      if (!url.startsWith(SCHEME)) {
        throw new IllegalArgumentException("the store's URL does not begin with " + SCHEME + "//");
      }
      if (beforeSettings(url).contains("@")
          || SECRET_SETTING.matcher(url.toLowerCase(Locale.ROOT)).find()) {
        throw new IllegalArgumentException(
            "the store's URL carries credentials, which other processes could see; give them"
                + " by environment or by PGPASSFILE");
      }
      if (!isUnderstood(url)) {
        throw new IllegalArgumentException(
            "the store's URL is not of the form " + SCHEME + "//HOST:PORT/DATABASE");
      }
    }

    private static boolean isUnderstood(String url) {
      try {
        return DriverManager.getDriver(url).acceptsURL(url);
      } catch (SQLException e) {
        return false;
      }
    }

    /** The URL without its settings. */
    String place() {
      return beforeSettings(url);
    }

    private static String beforeSettings(String url) {
      int settings = url.indexOf('?');
      return settings < 0 ? url : url.substring(0, settings);
    }

    /** Without the password: a record's own would print it into any log. */
    @Override
    public String toString() {
      return "Postgres[" + place() + "]";
    }
  }
}
