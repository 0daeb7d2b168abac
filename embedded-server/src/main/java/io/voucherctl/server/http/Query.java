package io.voucherctl.server.http;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Decoded query parameters; several values of one name keep their order. */
public record Query(Map<String, List<String>> values) {
  public static final Query NONE = new Query(Map.of());

  /** First value of a parameter; null when absent. */
  public @Nullable String first(String name) {
    List<String> all = values.get(name);
    return all == null || all.isEmpty() ? null : all.getFirst();
  }

  public List<String> all(String name) {
    return values.getOrDefault(name, List.of());
  }
}
