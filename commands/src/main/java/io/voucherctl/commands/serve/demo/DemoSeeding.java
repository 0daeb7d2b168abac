package io.voucherctl.commands.serve.demo;

import io.voucherctl.commands.console.Progress;
import io.voucherctl.server.quota.Tenant;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;

/**
 * Puts demo data into a voucher API: a few tenants at a time, each request after the other within a
 * tenant. Only tenants that have no vouchers get any.
 */
public final class DemoSeeding {
  /** More would keep a region from being ready, and nobody looks at so many. */
  static final int MOST_SHOPS = 20;

  private static final int AT_ONCE = 6;
  private static final Duration LIMIT = Duration.ofSeconds(10);

  /** A shop grows with its tenant's quota. */
  private static final double RATE_PER_SIZE = 10;

  private final IntFunction<ShopCalls> calls;
  private final InstantSource clock;
  private final Duration limit;

  DemoSeeding(IntFunction<ShopCalls> calls, InstantSource clock, Duration limit) {
    this.calls = calls;
    this.clock = clock;
    this.limit = limit;
  }

  /** Seeding over HTTP. */
  public static DemoSeeding overHttp(InstantSource clock) {
    return new DemoSeeding(port -> new HttpShopCalls(port, AT_ONCE), clock, LIMIT);
  }

  /**
   * Seeds the tenants that have nothing yet. What goes wrong is in the report.
   *
   * @param port of 127.0.0.1, where the API trusts the tenant header
   */
  public DemoReport seed(int port, List<Tenant> tenants, long seed, Progress progress)
      throws InterruptedException {
    LocalDate today = clock.instant().atOffset(ZoneOffset.UTC).toLocalDate();
    List<DemoShop> shops =
        tenants.stream()
            .limit(MOST_SHOPS)
            .map(tenant -> DemoShop.of(seed, tenant.id(), size(tenant), today))
            .toList();
    try (ShopCalls open = calls.apply(port);
        ExecutorService workers =
            Executors.newFixedThreadPool(AT_ONCE, Thread.ofVirtual().factory())) {
      Counter counter = new Counter(shops.size(), progress);
      List<Callable<ShopReport>> tasks = new ArrayList<>();
      shops.forEach(shop -> tasks.add(() -> counter.after(new ShopKeeper(open, shop).keep())));
      List<Future<ShopReport>> all =
          workers.invokeAll(tasks, limit.toMillis(), TimeUnit.MILLISECONDS);
      List<ShopReport> reports = new ArrayList<>();
      for (int i = 0; i < all.size(); i++) {
        reports.add(report(shops.get(i), all.get(i)));
      }
      return new DemoReport(seed, List.copyOf(reports), tenants.size() - shops.size());
    }
  }

  private static ShopReport report(DemoShop shop, Future<ShopReport> done)
      throws InterruptedException {
    try {
      return done.get();
    } catch (CancellationException e) {
      return ShopReport.broken(shop.tenant(), Map.of(), "there was no time for all of it");
    } catch (ExecutionException e) {
      return ShopReport.broken(shop.tenant(), Map.of(), String.valueOf(e.getCause()));
    }
  }

  static int size(Tenant tenant) {
    double perSecond = tenant.quota().rate().perSecond();
    return Math.clamp(Math.round(perSecond / RATE_PER_SIZE), 1, DemoShop.MOST);
  }

  /** Tells how many tenants are done. */
  private record Counter(int all, AtomicInteger done, Progress progress) {
    Counter(int all, Progress progress) {
      this(all, new AtomicInteger(), progress);
      progress.at("demo data: 0 of " + all + " tenants");
    }

    ShopReport after(ShopReport report) {
      progress.at("demo data: " + done.incrementAndGet() + " of " + all + " tenants");
      return report;
    }
  }
}
