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

  /** A broken entry keeps what {@code previous} has under its key. */
  public static QuotaBook read(Path directory, @Nullable QuotaBook previous) throws IOException {
    Mount mount = Mount.read(directory);
    return book(mount.revision(), mount.entries(), mount.unreadable(), previous);
  }

  /**
   * Puts a book together.
   *
   * @param entries text by key, as in the ConfigMap
   * @param unreadable reason by key
   */
  public static QuotaBook book(
      String revision,
      Map<String, String> entries,
      Map<String, String> unreadable,
      @Nullable QuotaBook previous) {
    QuotaBook last = previous == null ? QuotaBook.BUILT_IN : previous;
    Map<String, QuotaRule> good = new TreeMap<>();
    List<InvalidEntry> invalid = new ArrayList<>();
    unreadable.forEach((key, reason) -> invalid.add(new InvalidEntry(key, reason)));
    entries.forEach((key, text) -> {
      try {
        good.put(key, parse(key, text));
      } catch (IllegalArgumentException e) {
        invalid.add(new InvalidEntry(key, String.valueOf(e.getMessage())));
      }
    });
    for (InvalidEntry entry : invalid) {
      QuotaRule kept = rule(entry.tenant(), last);
      if (kept != null) {
        good.put(entry.tenant(), kept);
      }
    }
    return book(revision, good, invalid);
  }

  /** Puts a book together from rules that have been read already, by key. */
  public static QuotaBook book(
      String revision, Map<String, QuotaRule> good, List<InvalidEntry> broken) {
    List<InvalidEntry> invalid = new ArrayList<>(broken);
    Map<String, QuotaRule> rules = new TreeMap<>();
    Map<String, QuotaRule> plans = new TreeMap<>();
    QuotaRule byDefault = QuotaRule.of(QuotaBook.BUILT_IN_DEFAULT);
    for (Map.Entry<String, QuotaRule> entry : good.entrySet()) {
      String key = entry.getKey();
      if (key.equals(QuotaText.DEFAULT_KEY)) {
        byDefault = entry.getValue();
      } else if (key.startsWith(QuotaText.PLAN_PREFIX)) {
        plans.put(key.substring(QuotaText.PLAN_PREFIX.length()), entry.getValue());
      } else {
        rules.put(key, entry.getValue());
      }
    }
    rules.forEach((tenant, rule) -> {
      if (rule.plan() != null && !plans.containsKey(rule.plan())) {
        invalid.add(new InvalidEntry(tenant, "there is no plan '" + rule.plan() + "'"));
      }
    });
    return new QuotaBook(revision, rules, plans, byDefault, invalid);
  }

  private static @Nullable QuotaRule rule(String key, QuotaBook book) {
    if (key.equals(QuotaText.DEFAULT_KEY)) {
      return book.defaultRule();
    }
    return key.startsWith(QuotaText.PLAN_PREFIX)
        ? book.plans().get(key.substring(QuotaText.PLAN_PREFIX.length()))
        : book.rules().get(key);
  }

  /** Reads one entry; what is wrong with it is the message of an IllegalArgumentException. */
  public static QuotaRule parse(String key, String text) {
    String name =
        key.startsWith(QuotaText.PLAN_PREFIX) ? key.substring(QuotaText.PLAN_PREFIX.length()) : key;
    if (!key.equals(QuotaText.DEFAULT_KEY) && !Tenant.isId(name)) {
      throw new IllegalArgumentException("'" + key + "' is not a tenant id");
    }
    return QuotaText.parse(key, text);
  }
}
