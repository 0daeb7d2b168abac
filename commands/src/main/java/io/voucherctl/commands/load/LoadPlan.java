package io.voucherctl.commands.load;

import io.voucherctl.commands.time.Durations;
import io.voucherctl.server.quota.Rate;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * One run.
 *
 * @param tenants who calls how often and how; each at most once
 * @param duration what is measured; stages that last longer are cut
 * @param warmup sent before that, at the average rate of the first stage, and left out of the
 *     report
 * @param timeout how long a request may take, counted from the moment the generator lets it go
 * @param seed the same seed gives the same arrivals, the same operations and the same keys
 * @param shard which part of the plan this generator sends
 * @param hlog where response times are logged, or null
 */
public record LoadPlan(
    List<TenantLoad> tenants,
    Duration duration,
    Duration warmup,
    Duration timeout,
    long seed,
    Shard shard,
    @Nullable Path hlog) {
  public static final Duration DEFAULT_WARMUP = Duration.ofSeconds(2);
  public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(5);
  public static final long DEFAULT_SEED = 1;

  static final Duration LONGEST = Duration.ofHours(24);

  /** Longer than this, and a response time would not fit the histograms. */
  private static final Duration LONGEST_TIMEOUT = Duration.ofMinutes(4);

  /**
   * One tenant's part.
   *
   * @param mostInFlight places in flight; a request beyond them is dropped
   */
  public record TenantLoad(
      String tenant, LoadModel model, OperationMix mix, KeyDistribution keys, int mostInFlight) {
    public static final int DEFAULT_IN_FLIGHT = 1_000;
    public static final int MAX_IN_FLIGHT = 100_000;

    public TenantLoad {
      if (!model.sendsAnything()) {
        throw new IllegalArgumentException("tenant " + tenant + ": a load needs a rate above 0");
      }
      if (mostInFlight < 1 || mostInFlight > MAX_IN_FLIGHT) {
        throw new IllegalArgumentException(
            "requests in flight must be 1 to " + MAX_IN_FLIGHT + ", not " + mostInFlight);
      }
    }

    /** One rate all the time, all vouchers alike. */
    public TenantLoad(String tenant, Rate rate, OperationMix mix) {
      this(tenant, LoadModel.Open.constant(rate), mix);
    }

    public TenantLoad(String tenant, LoadModel model, OperationMix mix) {
      this(tenant, model, mix, KeyDistribution.UNIFORM, DEFAULT_IN_FLIGHT);
    }

    TenantLoad withModel(LoadModel other) {
      return new TenantLoad(tenant, other, mix, keys, mostInFlight);
    }

    TenantLoad withMix(OperationMix other) {
      return new TenantLoad(tenant, model, other, keys, mostInFlight);
    }

    TenantLoad withKeys(KeyDistribution other) {
      return new TenantLoad(tenant, model, mix, other, mostInFlight);
    }

    TenantLoad withMostInFlight(int most) {
      return new TenantLoad(tenant, model, mix, keys, most);
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
      if (load.model() instanceof LoadModel.Closed closed && closed.concurrency() < shard.count()) {
        throw new IllegalArgumentException(
            "tenant %s: %d shards cannot share %d requests in flight"
                .formatted(load.tenant(), shard.count(), closed.concurrency()));
      }
    }
    requireDuration(duration);
    requireWarmup(warmup);
    requireTimeout(timeout);
  }

  /** The default timeout, no warm-up, no log, the whole of it. */
  public static LoadPlan of(List<TenantLoad> tenants, Duration duration) {
    return new LoadPlan(
        tenants, duration, Duration.ZERO, DEFAULT_TIMEOUT, DEFAULT_SEED, Shard.WHOLE, null);
  }

  public LoadPlan withHlog(Path file) {
    return new LoadPlan(tenants, duration, warmup, timeout, seed, shard, file);
  }

  public LoadPlan withWarmup(Duration time) {
    return new LoadPlan(tenants, duration, time, timeout, seed, shard, hlog);
  }

  public LoadPlan withTimeout(Duration time) {
    return new LoadPlan(tenants, duration, warmup, time, seed, shard, hlog);
  }

  /**
   * When the requests of this generator for one of the tenants are due, warm-up included; those of
   * a closed model never are.
   */
  ArrivalSchedule schedule(TenantLoad load) {
    return shard.of(timeline(load).schedule(random(load).split()));
  }

  /** Requests that this generator keeps in flight for a tenant of a closed model; 0 in an open. */
  int concurrency(TenantLoad load) {
    return load.model() instanceof LoadModel.Closed closed ? shard.of(closed.concurrency()) : 0;
  }

  /** What decides which request is which: for {@link TenantRequests}. */
  long requestSeed(TenantLoad load) {
    SplittableRandom random = random(load);
    random.split();
    return random.nextLong();
  }

  /**
   * The planned rate of one of the tenants, all shards together, warm-up included. Each begins at
   * another moment of its first interval: hundreds of tenants that call equally often must not all
   * call at once.
   */
  Timeline timeline(TenantLoad load) {
    int place = Math.max(0, tenants.indexOf(load));
    long phase = place == 0 ? 0 : Piece.UNIT / tenants.size() * (tenants.size() - place);
    return load.model().timeline(warmup.toNanos(), phase);
  }

  /** Requests per second that this generator shall send on average in the measured time. */
  double targetRate(TenantLoad load) {
    long start = warmup.toNanos();
    double whole = timeline(load).amount(start, start + duration.toNanos());
    double rate = whole / (duration.toNanos() / 1e9) / shard.count();
    return Math.round(rate * 1e6) / 1e6;
  }

  static void requireDuration(Duration value) {
    require("duration", value, Duration.ofMillis(1), LONGEST);
  }

  static void requireWarmup(Duration value) {
    require("warmup", value, Duration.ZERO, LONGEST);
  }

  static void requireTimeout(Duration value) {
    require("timeout", value, Duration.ofMillis(1), LONGEST_TIMEOUT);
  }

  private SplittableRandom random(TenantLoad load) {
    return new SplittableRandom(seed * 31 + load.tenant().hashCode());
  }

  private static void require(String name, Duration value, Duration least, Duration most) {
    if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
      throw new IllegalArgumentException(
          name
              + " must be "
              + least.toMillis()
              + "ms to "
              + most.toMinutes()
              + "m, not "
              + Durations.format(value));
    }
  }
}
