package io.voucherctl.commands.gateway;

import io.voucherctl.commands.exit.Failure;
import java.net.URI;

/**
 * A gateway's admin port.
 *
 * @param name what the gateway is called in an answer
 */
public record AdminAddress(String name, URI uri) {

  /** Reads {@code http://HOST:PORT}, as it is given on a command line. */
  static AdminAddress of(URI uri) {
    String path = uri.getRawPath();
    boolean bare =
        (path == null || path.isEmpty() || path.equals("/"))
            && uri.getRawQuery() == null
            && uri.getRawFragment() == null
            && uri.getRawUserInfo() == null;
    if (!"http".equalsIgnoreCase(uri.getScheme()) || uri.getHost() == null || !bare) {
      throw new Failure.BadInput(
          "--admin takes http://HOST:PORT, not '" + uri + "'",
          "serve gateway prints its admin port when it starts");
    }
    return new AdminAddress(uri.getRawAuthority(), uri);
  }

  static AdminAddress of(String name, String host, int port) {
    String literal = host.indexOf(':') < 0 ? host : "[" + host + "]";
    return new AdminAddress(name, URI.create("http://" + literal + ":" + port));
  }

  /** The status page, with histograms. */
  URI status() {
    return uri.resolve("/status?histograms=true");
  }
}
