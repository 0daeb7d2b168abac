package io.voucherctl.cli;

import io.voucherctl.commands.console.Terminal;
import io.voucherctl.commands.serve.DatabaseLogin;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * What the process found around it at its start.
 *
 * @param environment all environment variables
 * @param java the java binary that runs this process, to start children with
 * @param classPath this process's class path
 * @param aotCache the AOT cache it was started with
 * @param loggingConfig the file that silences libraries; empty when there is none
 */
record Surroundings(
    Map<String, String> environment,
    Path directory,
    Path home,
    String user,
    Terminal terminal,
    Path java,
    String classPath,
    @Nullable Path aotCache,
    String loggingConfig) {

  private static final int DEFAULT_COLUMNS = 80;

  /** The launcher says in properties which standard streams are terminals: Java cannot tell. */
  static Surroundings of(Map<String, String> environment, Properties properties, Path directory) {
    String term = environment.getOrDefault("TERM", "");
    Terminal terminal =
        new Terminal(
            "terminal".equals(properties.getProperty("voucherctl.stdout")),
            "terminal".equals(properties.getProperty("voucherctl.stderr")),
            columns(properties.getProperty("voucherctl.columns", "")),
            !environment.getOrDefault("NO_COLOR", "").isEmpty() || term.equals("dumb"));
    String cache = properties.getProperty("voucherctl.aotCache");
    return new Surroundings(
        Map.copyOf(environment),
        directory,
        Path.of(environment.getOrDefault("HOME", properties.getProperty("user.home"))),
        properties.getProperty("user.name", "unknown"),
        terminal,
        Path.of(properties.getProperty("java.home"), "bin", "java"),
        properties.getProperty("java.class.path"),
        cache == null ? null : Path.of(cache),
        properties.getProperty("java.util.logging.config.file", ""));
  }

  /** How to log in to PostgreSQL, by libpq's variables; an empty one is as good as none. */
  DatabaseLogin databaseLogin() {
    String passFile = variable("PGPASSFILE");
    return new DatabaseLogin(
        variable("PGUSER"),
        variable("PGPASSWORD"),
        passFile == null ? null : directory.resolve(passFile));
  }

  private @Nullable String variable(String name) {
    String value = environment.get(name);
    return value == null || value.isEmpty() ? null : value;
  }

  private static int columns(String text) {
    try {
      int columns = Integer.parseInt(text);
      return columns > 20 ? columns : DEFAULT_COLUMNS;
    } catch (NumberFormatException e) {
      return DEFAULT_COLUMNS;
    }
  }
}
