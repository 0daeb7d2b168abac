package io.voucherctl.commands.serve;

import io.voucherctl.commands.exit.Failure;
import io.voucherctl.server.voucher.store.StoreAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A PostgreSQL database that several API processes share.
 *
 * @param url {@code jdbc:postgresql://HOST:PORT/DATABASE}, without credentials: it stands in
 *     command lines and manifests
 */
record SharedStore(String url, DatabaseLogin login) {
  private static final String SHAPE = "jdbc:postgresql://HOST:PORT/DATABASE";

  /** One host or several, as the driver has them; then a database, then parameters. */
  private static final Pattern URL =
      Pattern.compile(
          "jdbc:postgresql://[A-Za-z0-9.\\-\\[\\]:,_]+/[^/?#@:\\s\\p{Cntrl}]+"
              + "(\\?[^#\\s\\p{Cntrl}]*)?");

  private static final Pattern SECRET = Pattern.compile("user|pass|pwd|secret|token");

  /** Checks a URL from the command line. What is refused is not repeated: it may hold a secret. */
  static SharedStore of(String url, DatabaseLogin login) {
    int parameters = url.indexOf('?');
    String address = parameters < 0 ? url : url.substring(0, parameters);
    if (address.indexOf('@') >= 0
        || (parameters >= 0 && namesSecret(url.substring(parameters + 1)))) {
      throw new Failure.BadInput(
          "--store must not hold a user or a password: command lines can be read by others",
          "set PGUSER, and PGPASSWORD or PGPASSFILE, in the environment");
    }
    if (!URL.matcher(url).matches()) {
      throw new Failure.BadInput("--store is not a PostgreSQL address", "write it as " + SHAPE);
    }
    String password = login.password();
    if (password != null && password.chars().anyMatch(c -> c == '\n' || c == '\r' || c == 0)) {
      throw new Failure.BadInput("PGPASSWORD holds a line break");
    }
    return new SharedStore(url, login);
  }

  /** Whether a parameter is called as one that holds a credential, however it is spelt. */
  private static boolean namesSecret(String parameters) {
    for (String parameter : parameters.split("&", -1)) {
      if (SECRET.matcher(decoded(parameter.split("=", 2)[0])).find()) {
        return true;
      }
    }
    return false;
  }

  private static String decoded(String name) {
    try {
      return URLDecoder.decode(name, StandardCharsets.UTF_8).toLowerCase(Locale.ROOT);
    } catch (IllegalArgumentException e) {
      return name.toLowerCase(Locale.ROOT);
    }
  }

  StoreAddress.Postgres address() {
    return new StoreAddress.Postgres(url, login.user(), login.password());
  }
}
