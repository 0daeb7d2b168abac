package io.voucherctl.commands.serve;

import io.voucherctl.commands.exit.Failure;
import io.voucherctl.server.quota.Roster;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Where a server of our own reads keys, with its faults in words for the person who starts it. */
final class KeySource {
  private KeySource() {}

  /** The absolute path of a tenants file or directory of keys by which somebody can be let in. */
  static Path require(Path tenants) {
    if (read(tenants).keys().tenants().isEmpty()) {
      throw new Failure.BadInput(
          "there are no usable keys in " + tenants,
          "a directory of keys has one file per tenant, with appId and appToken");
    }
    return tenants.toAbsolutePath();
  }

  private static Roster read(Path tenants) {
    try {
      return Roster.read(tenants, null);
    } catch (NoSuchFileException e) {
      throw new Failure.BadInput("there is no tenants file or directory " + tenants);
    } catch (IllegalArgumentException e) {
      throw new Failure.BadInput(tenants + ": " + e.getMessage());
    } catch (IOException e) {
      throw new Failure.BadInput("cannot read the tenants file or directory " + tenants);
    }
  }
}
