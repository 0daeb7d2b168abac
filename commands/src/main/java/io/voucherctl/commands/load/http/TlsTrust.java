package io.voucherctl.commands.load.http;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Which certificates the load believes.
 *
 * @param authorities a PEM file of certificates that vouch for the target's; null for those that
 *     Java knows
 * @param anyone believes every certificate, whoever it is made out to
 */
public record TlsTrust(@Nullable Path authorities, boolean anyone) {
  public TlsTrust {
    if (anyone && authorities != null) {
      throw new IllegalArgumentException(
          "either the target's certificate is checked against a file, or it is not checked");
    }
  }
}
