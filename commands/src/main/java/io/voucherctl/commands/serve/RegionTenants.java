package io.voucherctl.commands.serve;

import io.voucherctl.commands.exit.Failure;
import io.voucherctl.server.quota.Tenant;
import io.voucherctl.server.quota.TenantsFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The tenants of a region and the file that has their keys: the one that was named, the one of an
 * earlier region in the same state directory, or a new one, mode 0600.
 */
record RegionTenants(Path file, List<Tenant> tenants) {
  static RegionTenants of(@Nullable Path named, StateDirectory state, DemoTenants demo) {
    if (named != null) {
      return read(named.toAbsolutePath());
    }
    Path file = state.path().resolve("tenants.yaml");
    if (Files.exists(file)) {
      return read(file);
    }
    List<Tenant> tenants = demo.make();
    write(file, tenants);
    return new RegionTenants(file, tenants);
  }

  private static RegionTenants read(Path file) {
    try {
      return new RegionTenants(file, TenantsFile.read(file));
    } catch (IllegalArgumentException e) {
      throw new Failure.BadInput(file + ": " + e.getMessage());
    } catch (IOException e) {
      throw new Failure.BadInput("cannot read the tenants file " + file);
    }
  }

  private static void write(Path file, List<Tenant> tenants) {
    try {
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.write(file, TenantsFile.format(tenants));
    } catch (IOException e) {
      throw new Failure.Broken("cannot write " + file, null, e);
    }
  }
}
