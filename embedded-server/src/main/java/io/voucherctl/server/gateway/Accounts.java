package io.voucherctl.server.gateway;

import io.github.bucket4j.TimeMeter;
import io.voucherctl.server.quota.QuotaBook;
import io.voucherctl.server.quota.TenantQuota;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One account per known tenant. Read without a lock. */
final class Accounts {
  private final TimeMeter meter;
  private final Consumer<Map<String, Account>> heard;
  private int parts = 1;
  private volatile Map<String, Account> byTenant = Map.of();

  Accounts(TimeMeter meter) {
    this(meter, _ -> {});
  }

  /**
   * @param heard is given all accounts before their quotas are in force
   */
  Accounts(TimeMeter meter, Consumer<Map<String, Account>> heard) {
    this.meter = meter;
    this.heard = heard;
  }

  /** Null for a tenant that was taken off the list between two steps of one request. */
  @Nullable Account of(String tenant) {
    return byTenant.get(tenant);
  }

  /** Puts quotas in force for exactly these tenants; accounts that exist carry on. */
  synchronized void put(Set<String> tenants, QuotaBook quotas, Instant now) {
    Map<String, Account> next = new HashMap<>();
    for (String tenant : tenants) {
      TenantQuota quota = quotas.quotaOf(tenant, now);
      Account known = byTenant.get(tenant);
      next.put(
          tenant,
          known == null ? Account.open(quota, parts, meter) : known.under(quota, parts, meter));
    }
    heard.accept(next);
    byTenant = Map.copyOf(next);
  }

  /** Splits every limit into that many equal parts, of which this gateway enforces one. */
  synchronized void split(int nextParts) {
    parts = nextParts;
    Map<String, Account> next = new HashMap<>();
    byTenant.forEach(
        (tenant, account) -> next.put(tenant, account.under(account.quota(), parts, meter)));
    byTenant = Map.copyOf(next);
  }
}
