package io.voucherctl.server.http;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A {@link RouteTable} for those who must recognise a route however it is spelt: what the table
 * itself does not match is looked up again in the spelling of {@link PlainPath}, without regard to
 * case. A target that the table matches as it stands is never taken for another route. Immutable
 * and safe for all threads.
 */
public final class LooseRoutes<T> {
  /** The method of a route that is for any; one that names the request's own wins. */
  public static final String ANY_METHOD = "*";

  private final RouteTable<T> exact;
  private final RouteTable<T> folded;

  private LooseRoutes(RouteTable<T> exact, RouteTable<T> folded) {
    this.exact = exact;
    this.folded = folded;
  }

  public static <T> Builder<T> builder() {
    return new Builder<>();
  }

  /** What belongs to the route; null when no spelling of the target fits one. */
  public @Nullable T match(String method, String rawTarget) {
    RouteTable.Entry<T> entry = match(exact, method, rawTarget);
    if (entry == null) {
      String path = PlainPath.of(rawTarget);
      entry = path == null ? null : match(folded, method.toUpperCase(Locale.ROOT), path);
    }
    return entry == null ? null : entry.value();
  }

  private static <T> RouteTable.@Nullable Entry<T> match(
      RouteTable<T> table, String method, String target) {
    RouteTable.Entry<T> own = table.match(method, target);
    return own == null ? table.match(ANY_METHOD, target) : own;
  }

  /** Collects routes; used by one thread. */
  public static final class Builder<T> {
    private final RouteTable.Builder<T> exact = RouteTable.builder();
    private final RouteTable.Builder<T> folded = RouteTable.builder();
    private final Set<String> shapes = new HashSet<>();

    private Builder() {}

    /** Throws {@link IllegalArgumentException} for a route that is there already. */
    public Builder<T> add(String method, String template, T value) {
      exact.add(method, template, value);
      String lower = PlainPath.fold(template);
      if (shapes.add(method + ' ' + lower.replaceAll("\\{[^/]*}", "{}"))) {
        folded.add(method, lower, value);
      }
      return this;
    }

    public LooseRoutes<T> build() {
      return new LooseRoutes<>(exact.build(), folded.build());
    }
  }
}
