package io.voucherctl.commands.load;

import io.voucherctl.commands.exit.Failure;
import io.voucherctl.server.quota.Tenant;
import io.voucherctl.server.quota.TenantsFile;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** The tenants file, with its faults in words for the person at the terminal. */
final class LoadTenants {
  private LoadTenants() {}

  static List<Tenant> read(Path file) {
    try {
      return TenantsFile.read(file);
    } catch (NoSuchFileException e) {
      throw new Failure.BadInput(
          "no tenants file " + file, "'voucherctl serve' writes one and says where");
    } catch (IOException e) {
      throw new Failure.BadInput("cannot read tenants file " + file + ": " + e.getMessage());
    } catch (IllegalArgumentException e) {
      throw new Failure.BadInput(file + ": " + e.getMessage());
    }
  }

  static Tenant find(List<Tenant> known, String id) {
    return known.stream()
        .filter(tenant -> tenant.id().equals(id))
        .findFirst()
        .orElseThrow(() ->
            new Failure.BadInput(
                "no tenant '" + id + "' in the tenants file",
                "there are " + known.stream().map(Tenant::id).collect(Collectors.joining(", "))));
  }
}
