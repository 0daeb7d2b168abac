package io.voucherctl.server.quota;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads a directory shaped like a mounted Secret {@link KeyText#SECRET}. */
public final class KeyDirectory {
  private KeyDirectory() {}

  /** A broken entry keeps the tenant's key of {@code previous}. */
  public static KeyBook read(Path directory, @Nullable KeyBook previous) throws IOException {
    Mount mount = Mount.read(directory);
    return book(mount.entries(), mount.unreadable(), previous);
  }

  /**
   * Puts a book together.
   *
   * @param entries text by tenant, as in the Secret
   * @param unreadable reason by tenant
   */
  public static KeyBook book(
      Map<String, String> entries, Map<String, String> unreadable, @Nullable KeyBook previous) {
    List<TenantKey> good = new ArrayList<>();
    List<InvalidEntry> invalid = new ArrayList<>();
    unreadable.forEach((name, reason) -> invalid.add(new InvalidEntry(name, reason)));
    entries.forEach((name, text) -> {
      try {
        good.add(KeyText.parse(name, text));
      } catch (IllegalArgumentException e) {
        invalid.add(new InvalidEntry(name, String.valueOf(e.getMessage())));
      }
    });
    if (previous != null) {
      for (InvalidEntry entry : invalid) {
        previous.byAppId().values().stream()
            .filter(key -> key.tenant().equals(entry.tenant()))
            .forEach(good::add);
      }
    }
    return KeyBook.of(good, invalid);
  }
}
