package io.voucherctl.commands.load;

import io.voucherctl.server.quota.Rate;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One run.
 *
 * @param tenants who calls how often and how; each at most once
 * @param duration what is measured
 * @param warmup sent before that and left out of the report
 * @param timeout how long a request may take, counted from the moment the generator lets it go
 * @param seed the same seed gives the same arrivals and the same order of operations
 * @param hlog where response times are logged, or null
 */
public record LoadPlan(
    List<TenantLoad> tenants,
    Duration duration,
    Duration warmup,
    Duration timeout,
    Arrivals arrivals,
    long seed,
    @Nullable Path hlog) {
  public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(5);
  public static final long DEFAULT_SEED = 1;

  private static final Duration LONGEST = Duration.ofHours(24);

  /** One tenant's part. */
  public record TenantLoad(String tenant, Rate rate, OperationMix mix) {
    public TenantLoad {
      if (rate.count() == 0) {
        throw new IllegalArgumentException("tenant " + tenant + ": a load needs a rate above 0");
      }
    }
  }

  public LoadPlan {
    tenants = List.copyOf(tenants);
    if (tenants.isEmpty()) {
      throw new IllegalArgumentException("a load needs at least one tenant");
    }
    Set<String> names = new HashSet<>();
    for (TenantLoad load : tenants) {
      if (!names.add(load.tenant())) {
        throw new IllegalArgumentException("tenant " + load.tenant() + " stands twice");
      }
    }
    require("duration", duration, Duration.ofMillis(1), LONGEST);
    require("warmup", warmup, Duration.ZERO, LONGEST);
    // Longer than this, and a response time would not fit the histograms.
    require("timeout", timeout, Duration.ofMillis(1), Duration.ofMinutes(4));
  }

  /** Constant arrivals, the default timeout, no warm-up, no log. */
  public static LoadPlan of(List<TenantLoad> tenants, Duration duration) {
    return new LoadPlan(
        tenants, duration, Duration.ZERO, DEFAULT_TIMEOUT, Arrivals.constant, DEFAULT_SEED, null);
  }

  public LoadPlan withHlog(Path file) {
    return new LoadPlan(tenants, duration, warmup, timeout, arrivals, seed, file);
  }

  public LoadPlan withWarmup(Duration time) {
    return new LoadPlan(tenants, duration, time, timeout, arrivals, seed, hlog);
  }

  public LoadPlan withTimeout(Duration time) {
    return new LoadPlan(tenants, duration, warmup, time, arrivals, seed, hlog);
  }

  private static void require(String name, Duration value, Duration least, Duration most) {
    if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
      throw new IllegalArgumentException(
          name + " must be " + least.toMillis() + "ms to " + most.toMinutes() + "m");
    }
  }
}
