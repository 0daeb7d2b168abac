package io.voucherctl.server.gateway.redis;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a Redis is and how to log in to it.
 *
 * @param host a name, an IPv4 address, or an IPv6 address without brackets
 * @param user null for Redis's default user
 * @param password null when there is none
 */
public record RedisAddress(
    String host, int port, int database, @Nullable String user, @Nullable String password) {
  private static final int PORT = 6379;
  private static final Pattern DATABASE = Pattern.compile("/?|/(\\d{1,5})");

  /**
   * Reads {@code redis://[[USER]:PASSWORD@]HOST[:PORT][/DB]}, the secret percent-encoded. Anything
   * else is an IllegalArgumentException, which does not repeat the text: there may be a secret in
   * it.
   */
  public static RedisAddress parse(String text) {
    URI uri = uri(text);
    String path = uri.getRawPath() == null ? "" : uri.getRawPath();
    Matcher database = DATABASE.matcher(path);
    String host = uri.getHost();
    boolean more = uri.getRawQuery() != null || uri.getRawFragment() != null;
    if (!"redis".equalsIgnoreCase(uri.getScheme())
        || host == null
        || more
        || uri.getPort() > 65_535
        || !database.matches()) {
      throw malformed();
    }
    RedisAddress bare =
        new RedisAddress(
            host.startsWith("[") ? host.substring(1, host.length() - 1) : host,
            uri.getPort() < 0 ? PORT : uri.getPort(),
            database.group(1) == null ? 0 : Integer.parseInt(database.group(1)),
            null,
            null);
    return uri.getRawUserInfo() == null ? bare : bare.as(uri.getRawUserInfo());
  }

  private static URI uri(String text) {
    try {
      return new URI(text.strip());
    } catch (URISyntaxException e) {
      throw malformed();
    }
  }

  private static IllegalArgumentException malformed() {
    return new IllegalArgumentException("a Redis is redis://HOST:PORT[/DB]");
  }

  private RedisAddress as(String userInfo) {
    int colon = userInfo.indexOf(':');
    if (colon < 0) {
      throw new IllegalArgumentException("a user of a Redis needs a password: USER:PASSWORD@HOST");
    }
    String name = decoded(userInfo.substring(0, colon));
    return new RedisAddress(
        host, port, database, name.isEmpty() ? null : name, decoded(userInfo.substring(colon + 1)));
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  /** The same place with another password. */
  public RedisAddress withPassword(String other) {
    return new RedisAddress(host, port, database, user, other);
  }

  /** Without the secret. */
  @Override
  public String toString() {
    String shown = host.contains(":") ? "[" + host + "]" : host;
    return "redis://" + shown + ":" + port + (database == 0 ? "" : "/" + database);
  }
}
