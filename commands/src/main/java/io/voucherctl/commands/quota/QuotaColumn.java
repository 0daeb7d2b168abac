package io.voucherctl.commands.quota;

import io.voucherctl.commands.console.Cell;
import io.voucherctl.commands.console.Page;
import io.voucherctl.commands.console.Tone;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One column of a table of quotas.
 *
 * @param needed whether a row has something to say here; a column that no row needs is left out
 */
record QuotaColumn(
    String name, Predicate<QuotaLine> needed, BiFunction<QuotaLine, Page, @Nullable Object> value) {
  private static final String NOTHING = "-";

  private static final QuotaColumn TENANT = fixed("tenant", QuotaLine::tenant);
  private static final QuotaColumn RATE = fixed(">rate", QuotaLine::rate);
  private static final QuotaColumn BURST = fixed(">burst", QuotaLine::burst);
  private static final QuotaColumn PLAN = wide("plan", QuotaLine::plan);
  private static final QuotaColumn CONCURRENCY = wide(">concurrency", QuotaLine::concurrency);
  private static final QuotaColumn MODE =
      new QuotaColumn("mode", line -> "shadow".equals(line.mode()), (line, _) -> line.mode());
  private static final QuotaColumn ROUTES = wide(">routes", QuotaColumn::routes);
  private static final QuotaColumn ENDS =
      new QuotaColumn(
          "ends",
          line -> line.until() != null,
          (line, page) -> line.until() == null ? null : page.when(line.until()));
  private static final QuotaColumn THEN = wide("then", QuotaLine::then);
  private static final QuotaColumn FROM = fixed("from", QuotaColumn::from);

  static final List<QuotaColumn> LIST =
      List.of(TENANT, RATE, BURST, PLAN, CONCURRENCY, MODE, ROUTES, ENDS, FROM);

  /** Caps on routes have a table of their own. */
  static final List<QuotaColumn> ANSWER =
      List.of(TENANT, RATE, BURST, PLAN, CONCURRENCY, MODE, ENDS, THEN, FROM);

  private static QuotaColumn fixed(String name, Function<QuotaLine, @Nullable Object> value) {
    return new QuotaColumn(name, _ -> true, (line, _) -> value.apply(line));
  }

  private static QuotaColumn wide(String name, Function<QuotaLine, @Nullable Object> value) {
    return new QuotaColumn(name, line -> value.apply(line) != null, (line, _) -> value.apply(line));
  }

  Object cell(QuotaLine line, Page page) {
    Object shown = value.apply(line, page);
    return shown == null ? NOTHING : shown;
  }

  private static @Nullable Object routes(QuotaLine line) {
    return line.routes() == null || line.routes().isEmpty() ? null : line.routes().size();
  }

  private static Object from(QuotaLine line) {
    return line.problem() == null ? line.source() : Cell.of("invalid: " + line.problem(), Tone.BAD);
  }
}
