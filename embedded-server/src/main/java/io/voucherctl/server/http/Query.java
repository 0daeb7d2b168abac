package io.voucherctl.server.http;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Decoded query parameters; several values of one name keep their order. */
public record Query(Map<String, List<String>> values) {
  public static final Query NONE = new Query(Map.of());
  private static final int MOST_VALUES = 1000;

  /** Query of a raw target, a plus being a space; null when malformed or beyond 1000 values. */
  public static @Nullable Query parse(String rawTarget) {
    int from = RawTarget.pathEnd(rawTarget) + 1;
    if (from >= rawTarget.length()) {
      return NONE;
    }
    Map<String, List<String>> values = new LinkedHashMap<>();
    int count = 0;
    while (from < rawTarget.length()) {
      int ampersand = rawTarget.indexOf('&', from);
      int to = ampersand < 0 ? rawTarget.length() : ampersand;
      if (to > from && (++count > MOST_VALUES || !add(values, rawTarget, from, to))) {
        return null;
      }
      from = to + 1;
    }
    return new Query(values);
  }

  private static boolean add(Map<String, List<String>> values, String target, int from, int to) {
    int equals = target.indexOf('=', from);
    int nameEnd = equals < 0 || equals > to ? to : equals;
    String name = RawTarget.decode(target, from, nameEnd, true);
    String value = RawTarget.decode(target, Math.min(nameEnd + 1, to), to, true);
    if (name == null || value == null) {
      return false;
    }
    values.computeIfAbsent(name, _ -> new ArrayList<>()).add(value);
    return true;
  }

  /** First value of a parameter; null when absent. */
  public @Nullable String first(String name) {
    List<String> all = values.get(name);
    return all == null || all.isEmpty() ? null : all.getFirst();
  }

  public List<String> all(String name) {
    return values.getOrDefault(name, List.of());
  }
}
