package io.voucherctl.commands.quota;

import io.voucherctl.server.quota.Enforcement;
import io.voucherctl.server.quota.Rate;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** What {@code quota set} can change. */
public final class QuotaSettingOptions {
  private static final String NONE = "none";

  @Option(
      names = "--rate",
      paramLabel = "N/s",
      converter = OfRate.class,
      description = "The sustained rate: requests per s, m or h; none takes the plan's.")
  private @Nullable Setting<Rate> rate;

  @Option(
      names = "--burst",
      paramLabel = "N",
      description =
          "How many requests may come at once. Without it a --rate brings its default, whatever"
              + " the burst was: one period of the rate, at most 10 s of it.")
  private @Nullable Long burst;

  @Option(
      names = "--plan",
      paramLabel = "NAME",
      converter = OfPlan.class,
      description = "The plan that says what the tenant's own entry leaves out; none for no plan.")
  private @Nullable Setting<String> plan;

  @Option(
      names = "--concurrency",
      paramLabel = "N",
      converter = OfConcurrency.class,
      description = "How many requests may be under way at once; none for no cap but the plan's.")
  private @Nullable Setting<Integer> concurrency;

  @Option(
      names = "--mode",
      paramLabel = "MODE",
      converter = OfMode.class,
      description =
          "enforce, or shadow: count what goes over and let it pass; none as the plan says.")
  private @Nullable Setting<Enforcement> mode;

  @Option(
      names = "--route",
      paramLabel = "ROUTE=N/s[,burst=N]",
      converter = OfRoute.class,
      description =
          "A cap on one route besides the tenant's own, such as"
              + " 'POST /v1/vouchers/{code}/validate=5/s,burst=10'; ROUTE=none takes it away."
              + " May be repeated.")
  private @Nullable List<RouteSetting> routes;

  @Option(
      names = "--no-routes",
      description = "Take the tenant's own caps on routes away, before any --route counts.")
  private boolean noRoutes;

  @Option(
      names = "--for",
      paramLabel = "DURATION",
      description =
          "Make it a lease that the gateways end by themselves after this time, 5s to 168h; then"
              + " holds what held before. Counts from now: repeated, it moves the end.")
  private @Nullable Duration lasting;

  @Option(
      names = "--until",
      paramLabel = "TIME",
      converter = OfTime.class,
      description = "As --for, up to a moment: 2026-05-04T10:00:00Z.")
  private @Nullable Instant until;

  QuotaSettings settings() {
    return new QuotaSettings(
        rate, burst, plan, concurrency, mode, routes == null ? List.of() : routes, noRoutes);
  }

  boolean namesTwoEnds() {
    return lasting != null && until != null;
  }

  @Nullable LeaseTerm term() {
    return lasting == null && until == null ? null : new LeaseTerm(lasting, until);
  }

  private static <T> T worded(String text, Function<String, T> parse) {
    try {
      return parse.apply(text);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(e.getMessage());
    }
  }

  private static <T> Setting<T> setting(String text, Function<String, T> parse) {
    return text.equals(NONE) ? Setting.none() : Setting.to(worded(text, parse));
  }

  static final class OfRate implements ITypeConverter<Setting<Rate>> {
    @Override
    public Setting<Rate> convert(String text) {
      return setting(text, Rate::parse);
    }
  }

  static final class OfPlan implements ITypeConverter<Setting<String>> {
    @Override
    public Setting<String> convert(String text) {
      return setting(text, name -> name);
    }
  }

  static final class OfConcurrency implements ITypeConverter<Setting<Integer>> {
    @Override
    public Setting<Integer> convert(String text) {
      if (!text.equals(NONE) && !text.matches("\\d{1,9}")) {
        throw new TypeConversionException(
            "'" + text + "' is neither a number of requests nor none");
      }
      return setting(text, Integer::valueOf);
    }
  }

  static final class OfMode implements ITypeConverter<Setting<Enforcement>> {
    @Override
    public Setting<Enforcement> convert(String text) {
      return setting(
          text,
          word ->
              switch (word) {
                case "enforce" -> Enforcement.ENFORCE;
                case "shadow" -> Enforcement.SHADOW;
                default ->
                    throw new IllegalArgumentException("'" + word + "' is not enforce or shadow");
              });
    }
  }

  static final class OfRoute implements ITypeConverter<RouteSetting> {
    @Override
    public RouteSetting convert(String text) {
      return worded(text, RouteSetting::parse);
    }
  }

  static final class OfTime implements ITypeConverter<Instant> {
    @Override
    public Instant convert(String text) {
      try {
        return Instant.parse(text);
      } catch (DateTimeParseException e) {
        throw new TypeConversionException(
            "'" + text + "' is not a time; write it as 2026-05-04T10:00:00Z");
      }
    }
  }
}
