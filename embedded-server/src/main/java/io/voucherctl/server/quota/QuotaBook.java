package io.voucherctl.server.quota;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * All quotas as of one moment. Immutable: a change is a new book.
 *
 * @param revision the ConfigMap's resourceVersion, or a short digest of the content
 * @param quotas by tenant; who is missing has the default
 * @param defaultQuota never unlimited
 * @param invalid entries that stood in the source and could not be used
 */
public record QuotaBook(
    String revision,
    Map<String, TenantQuota> quotas,
    TenantQuota defaultQuota,
    List<InvalidEntry> invalid) {

  /** In force where no {@link QuotaText#DEFAULT_KEY} says otherwise. */
  public static final TenantQuota BUILT_IN_DEFAULT =
      new TenantQuota(QuotaText.DEFAULT_KEY, Rate.perSecond(10), 20);

  /** In force before any source was read. */
  public static final QuotaBook BUILT_IN =
      new QuotaBook("built-in", Map.of(), BUILT_IN_DEFAULT, List.of());

  public QuotaBook {
    quotas = Map.copyOf(quotas);
    invalid = List.copyOf(invalid);
  }

  /** The book of a tenants file that stands alone. */
  public static QuotaBook of(List<Tenant> tenants) {
    Map<String, TenantQuota> quotas = new TreeMap<>();
    TreeMap<String, String> texts = new TreeMap<>();
    for (Tenant tenant : tenants) {
      quotas.put(tenant.id(), tenant.quota());
      texts.put(tenant.id(), QuotaText.format(tenant.quota()));
    }
    return new QuotaBook(Mount.digest(texts), quotas, BUILT_IN_DEFAULT, List.of());
  }

  /** What holds for a tenant: its own quota, or the default's figures under its name. */
  public TenantQuota quotaOf(String tenant) {
    TenantQuota own = quotas.get(tenant);
    return own != null ? own : new TenantQuota(tenant, defaultQuota.rate(), defaultQuota.burst());
  }
}
