package io.voucherctl.server.quota;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who the tenants are: a {@link TenantsFile}, or a directory of keys.
 *
 * @param quotas what the tenants file says of quotas; only the default when there is no such file
 */
public record Roster(KeyBook keys, QuotaBook quotas) {

  /** What is wrong with a tenants file is the message of an IllegalArgumentException. */
  public static Roster read(Path path, @Nullable Roster previous) throws IOException {
    if (Files.isDirectory(path)) {
      KeyBook last = previous == null ? null : previous.keys();
      return new Roster(KeyDirectory.read(path, last), QuotaBook.BUILT_IN);
    }
    return of(TenantsFile.read(path));
  }

  public static Roster of(List<Tenant> tenants) {
    List<TenantKey> keys = tenants.stream().map(Tenant::keys).toList();
    return new Roster(KeyBook.of(keys, List.of()), QuotaBook.of(tenants));
  }
}
