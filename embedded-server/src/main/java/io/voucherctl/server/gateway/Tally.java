package io.voucherctl.server.gateway;

import java.util.Arrays;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/** Counts by kind. Not safe for threads: whoever changes it holds the lock of its row. */
@SuppressWarnings("EnumOrdinal") // an index into an array that lives as long as the enum
final class Tally<E extends Enum<E>> {
  private final E[] kinds;
  private final long[] counts;

  private Tally(E[] kinds, long[] counts) {
    this.kinds = kinds;
    this.counts = counts;
  }

  static <E extends Enum<E>> Tally<E> of(Class<E> kinds) {
    E[] all = kinds.getEnumConstants();
    return new Tally<>(all, new long[all.length]);
  }

  void add(E kind) {
    counts[kind.ordinal()]++;
  }

  void add(Tally<E> more) {
    for (int i = 0; i < counts.length; i++) {
      counts[i] += more.counts[i];
    }
  }

  void clear() {
    Arrays.fill(counts, 0);
  }

  Tally<E> copy() {
    return new Tally<>(kinds, counts.clone());
  }

  long of(E kind) {
    return counts[kind.ordinal()];
  }

  long total() {
    long total = 0;
    for (long count : counts) {
      total += count;
    }
    return total;
  }

  /** By the kinds' names in lower case, those that never came left out. */
  SortedMap<String, Long> byName() {
    SortedMap<String, Long> named = new TreeMap<>();
    for (E kind : kinds) {
      if (of(kind) != 0) {
        named.put(name(kind), of(kind));
      }
    }
    return named;
  }

  static String name(Enum<?> kind) {
    return kind.toString().toLowerCase(Locale.ROOT);
  }
}
