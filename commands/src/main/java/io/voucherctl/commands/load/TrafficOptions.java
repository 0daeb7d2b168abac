package io.voucherctl.commands.load;

import io.voucherctl.commands.load.LoadPlan.TenantLoad;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** What is sent. A flag counts more than the plan file. */
final class TrafficOptions {
  static final String TENANT = "--tenant";
  static final String DURATION = "--duration";

  @Option(
      names = TENANT,
      arity = "1..*",
      paramLabel = "NAME=RATE",
      converter = TenantRate.Converter.class,
      description =
          "A tenant and how often it calls, such as acme=50/s; only its NAME with --concurrency."
              + " Repeatable. Takes the place of its stages in a plan.")
  private List<TenantRate> tenants = new ArrayList<>();

  @Option(
      names = "--concurrency",
      paramLabel = "N",
      description =
          "Closed model: every tenant without a rate on the command line keeps N requests in"
              + " flight, and sends the next when one has ended.")
  private @Nullable Integer concurrency;

  @Option(
      names = "--operation",
      paramLabel = "[NAME:]MIX",
      converter = TenantChoice.OfOperations.class,
      description =
          "What is called, by weights of validate, redeem, publish and guess (validating codes that"
              + " nobody issued). For one tenant with its NAME. Default:"
              + " validate=80,redeem=15,publish=5.")
  private List<TenantChoice<OperationMix>> operations = new ArrayList<>();

  @Option(
      names = "--key-distribution",
      paramLabel = "[NAME:]KEYS",
      converter = TenantChoice.OfKeys.class,
      description =
          "Which vouchers are wanted how often: uniform; zipf,exponent=1.1; or"
              + " hot,share=90%%,keys=1. For one tenant with its NAME. Default: uniform.")
  private List<TenantChoice<KeyDistribution>> keys = new ArrayList<>();

  @Option(
      names = DURATION,
      paramLabel = "TIME",
      description = "How long to measure, such as 30s. Default: what the stages of a plan last.")
  private @Nullable Duration duration;

  @Option(
      names = "--warmup",
      paramLabel = "TIME",
      description = {
        "How long to send before measuring: target and generator both start cold.",
        "Default: 2s."
      })
  private @Nullable Duration warmup;

  @Option(
      names = "--timeout",
      paramLabel = "TIME",
      description = "How long a request may take. Default: 5s.")
  private @Nullable Duration timeout;

  @Option(
      names = "--arrivals",
      paramLabel = "HOW",
      description =
          "How the requests of --tenant are spread: ${COMPLETION-CANDIDATES}. Default: constant.")
  private Arrivals arrivals = Arrivals.constant;

  @Option(
      names = "--max-in-flight",
      paramLabel = "N",
      description = "Requests of one tenant in flight; one beyond is dropped. Default: 1000.")
  private @Nullable Integer mostInFlight;

  @Option(
      names = "--codes",
      paramLabel = "N",
      description = "Vouchers to issue for each tenant. Default: 200.")
  private @Nullable Integer codes;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Same seed: same vouchers, arrivals and order. Default: 1.")
  private @Nullable Long seed;

  @Option(
      names = "--shard",
      paramLabel = "I/N",
      converter = ShardConverter.class,
      description = "Send the I-th of N equal parts, so that N generators send the plan together.")
  private Shard shard = Shard.WHOLE;

  static final class ShardConverter implements ITypeConverter<Shard> {
    @Override
    public Shard convert(String text) {
      try {
        return Shard.parse(text);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(e.getMessage());
      }
    }
  }

  boolean namesTenants() {
    return !tenants.isEmpty();
  }

  int codes(PlanFile file) {
    int planned = file.codes() == null ? LoadJob.DEFAULT_CODES : file.codes();
    return codes == null ? planned : codes;
  }

  /** How long to measure: as long as is said, or as the longest stages last; null if neither. */
  @Nullable Duration duration(PlanFile file) {
    if (duration != null || file.duration() != null) {
      return duration != null ? duration : file.duration();
    }
    Duration longest = null;
    for (TenantLoad load : file.tenants()) {
      Duration lasts = load.model().lasts();
      if (lasts != null && (longest == null || lasts.compareTo(longest) > 0)) {
        longest = lasts;
      }
    }
    return longest;
  }

  LoadPlan plan(PlanFile file, Duration measured, @Nullable Path hlog) {
    return new LoadPlan(
        loads(file),
        measured,
        first(warmup, file.warmup(), LoadPlan.DEFAULT_WARMUP),
        first(timeout, file.timeout(), LoadPlan.DEFAULT_TIMEOUT),
        first(seed, file.seed(), LoadPlan.DEFAULT_SEED),
        shard,
        hlog);
  }

  private List<TenantLoad> loads(PlanFile file) {
    Map<String, TenantLoad> loads = new LinkedHashMap<>();
    file.tenants().forEach(load -> loads.put(load.tenant(), load));
    if (concurrency != null) {
      LoadModel closed = new LoadModel.Closed(concurrency);
      loads.replaceAll((_, load) -> load.withModel(closed));
    }
    Map<String, TenantRate> named = new LinkedHashMap<>();
    for (TenantRate wanted : tenants) {
      if (named.put(wanted.tenant(), wanted) != null) {
        throw new IllegalArgumentException("tenant " + wanted.tenant() + " stands twice");
      }
      LoadModel model = model(wanted);
      loads.compute(
          wanted.tenant(),
          (name, planned) ->
              planned == null
                  ? new TenantLoad(name, model, OperationMix.DEFAULT)
                  : planned.withModel(model));
    }
    if (concurrency != null
        && loads.values().stream().noneMatch(load -> load.model() instanceof LoadModel.Closed)) {
      throw new IllegalArgumentException(
          "--concurrency is for tenants without a rate, and every tenant has one");
    }
    List<String> names = List.copyOf(loads.keySet());
    TenantChoice.requireKnown("--operation", operations, names);
    TenantChoice.requireKnown("--key-distribution", keys, names);
    return loads.values().stream().map(this::adjusted).toList();
  }

  private LoadModel model(TenantRate wanted) {
    if (wanted.rate() != null) {
      return arrivals.model(wanted.rate());
    }
    if (concurrency == null) {
      throw new IllegalArgumentException(
          "'" + wanted.tenant() + "' is not a tenant and its rate, such as acme=50/s");
    }
    return new LoadModel.Closed(concurrency);
  }

  private TenantLoad adjusted(TenantLoad load) {
    OperationMix mix = TenantChoice.of(load.tenant(), operations);
    KeyDistribution wanted = TenantChoice.of(load.tenant(), keys);
    TenantLoad mixed = mix == null ? load : load.withMix(mix);
    TenantLoad keyed = wanted == null ? mixed : mixed.withKeys(wanted);
    return mostInFlight == null ? keyed : keyed.withMostInFlight(mostInFlight);
  }

  private static <T> T first(@Nullable T flag, @Nullable T planned, T otherwise) {
    return flag != null ? flag : planned != null ? planned : otherwise;
  }
}
