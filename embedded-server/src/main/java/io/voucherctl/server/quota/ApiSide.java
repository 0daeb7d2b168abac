package io.voucherctl.server.quota;

import io.voucherctl.server.http.PathPrefix;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The two sides of the voucher API. Each has its own kind of key pair, and neither kind opens the
 * other side.
 */
public enum ApiSide {
  /** Everything that is not {@link #CLIENT}: {@code /v1}. */
  SERVER("x-app-id", "x-app-token"),
  /** For browsers and apps: {@code /client/v1}. */
  CLIENT("x-client-application-id", "x-client-token");

  /** Headers that carry keys, lower case: nobody behind the check may see them. */
  public static final List<String> KEY_HEADERS =
      List.of(SERVER.appIdHeader, SERVER.tokenHeader, CLIENT.appIdHeader, CLIENT.tokenHeader);

  private static final PathPrefix CLIENT_PATHS = PathPrefix.of("/client/v1");

  private final String appIdHeader;
  private final String tokenHeader;

  ApiSide(String appIdHeader, String tokenHeader) {
    this.appIdHeader = appIdHeader;
    this.tokenHeader = tokenHeader;
  }

  /**
   * The side that a target nobody has decoded yet belongs to; null when routers could differ about
   * it, as about {@code //client/v1/redeem}. Allocates nothing.
   */
  public static @Nullable ApiSide of(String rawTarget) {
    return switch (CLIENT_PATHS.place(rawTarget)) {
      case INSIDE -> CLIENT;
      case OUTSIDE -> SERVER;
      case UNCLEAR -> null;
    };
  }

  String appIdHeader() {
    return appIdHeader;
  }

  String tokenHeader() {
    return tokenHeader;
  }
}
