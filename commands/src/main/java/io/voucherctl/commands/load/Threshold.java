package io.voucherctl.commands.load;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A condition under which a run fails or ends, such as {@code tenant=acme p99 > 250ms over 10s}.
 *
 * @param text as it was typed
 * @param limit in the unit that {@code measure} has
 * @param over the length of the windows, any of which may breach it; null for the whole run
 */
public record Threshold(
    String text,
    Scope scope,
    Measure measure,
    Comparison comparison,
    double limit,
    @Nullable Duration over) {

  /**
   * Reads one: selectors ({@code tenant=NAME}, {@code operation=NAME}, {@code outcome=WORD}), what
   * is measured, a comparison, a value with its unit, and {@code over TIME} if windows are meant.
   * The message of the IllegalArgumentException names the word that is wrong and says what would be
   * right.
   */
  public static Threshold parse(String text) {
    return new ThresholdParser(text).read();
  }

  /** The same; the message begins with where the text stands. */
  static Threshold parse(ThresholdText condition) {
    try {
      return parse(condition.text());
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(condition.where() + ": " + e.getMessage(), e);
    }
  }

  /** What this run will never have is an IllegalArgumentException. */
  void requireWithin(Collection<String> tenants, Collection<String> operations, Duration run) {
    String tenant = scope.tenant();
    if (tenant != null && !tenant.equals(Scope.EACH) && !tenants.contains(tenant)) {
      throw wrong("the run has no tenant '" + tenant + "'");
    }
    if (scope.operation() != null && !operations.contains(scope.operation())) {
      throw wrong(
          "the run has no operation '"
              + scope.operation()
              + "'; there are "
              + String.join(", ", operations));
    }
    if (over != null && over.compareTo(run) > 0) {
      throw wrong(
          "a window cannot be longer than the run, which measures " + run.toMillis() + "ms");
    }
  }

  /** One for each tenant when that is what it says, else itself. */
  List<Threshold> expand(List<String> tenants) {
    return Scope.EACH.equals(scope.tenant())
        ? tenants.stream().map(this::of).toList()
        : List.of(this);
  }

  private Threshold of(String tenant) {
    String own = text.replaceFirst("(?i)tenant=\\*", "tenant=" + tenant);
    return new Threshold(own, scope.ofTenant(tenant), measure, comparison, limit, over);
  }

  private IllegalArgumentException wrong(String what) {
    return new IllegalArgumentException("in '" + text + "': " + what);
  }

  @Override
  public String toString() {
    return text;
  }
}
