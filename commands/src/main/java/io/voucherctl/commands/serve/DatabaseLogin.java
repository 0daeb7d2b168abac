package io.voucherctl.commands.serve;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * How to log in to PostgreSQL: libpq's variables, which never stand in a command line. What is null
 * was not set; the driver then takes the name of the process's user and looks into {@code
 * ~/.pgpass}.
 *
 * @param user {@code PGUSER}
 * @param password {@code PGPASSWORD}; beats the file
 * @param passFile {@code PGPASSFILE}, absolute; the driver reads it itself
 */
public record DatabaseLogin(
    @Nullable String user, @Nullable String password, @Nullable Path passFile) {

  /** Without the password: a record's own would print it into any log. */
  @Override
  public String toString() {
    return "DatabaseLogin[" + user + "]";
  }
}
