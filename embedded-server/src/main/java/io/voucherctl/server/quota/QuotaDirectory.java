package io.voucherctl.server.quota;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads a directory shaped like a mounted ConfigMap {@link QuotaText#CONFIG_MAP}. */
public final class QuotaDirectory {
  private QuotaDirectory() {}

  /** A broken entry keeps the tenant's quota of {@code previous}. */
  public static QuotaBook read(Path directory, @Nullable QuotaBook previous) throws IOException {
    Mount mount = Mount.read(directory);
    QuotaBook last = previous == null ? QuotaBook.BUILT_IN : previous;
    Map<String, TenantQuota> good = new TreeMap<>();
    List<InvalidEntry> invalid = new ArrayList<>();
    mount.unreadable().forEach((key, reason) -> invalid.add(new InvalidEntry(key, reason)));
    mount
        .entries()
        .forEach((key, text) -> {
          try {
            good.put(key, parse(key, text));
          } catch (IllegalArgumentException e) {
            invalid.add(new InvalidEntry(key, String.valueOf(e.getMessage())));
          }
        });
    for (InvalidEntry entry : invalid) {
      TenantQuota kept =
          entry.tenant().equals(QuotaText.DEFAULT_KEY)
              ? last.defaultQuota()
              : last.quotas().get(entry.tenant());
      if (kept != null) {
        good.put(entry.tenant(), kept);
      }
    }
    TenantQuota byDefault = good.remove(QuotaText.DEFAULT_KEY);
    return new QuotaBook(
        mount.revision(),
        good,
        byDefault == null ? QuotaBook.BUILT_IN_DEFAULT : byDefault,
        invalid);
  }

  private static TenantQuota parse(String key, String text) {
    if (!key.equals(QuotaText.DEFAULT_KEY) && !Tenant.isId(key)) {
      throw new IllegalArgumentException("'" + key + "' is not a tenant id");
    }
    return QuotaText.parse(key, text);
  }
}
