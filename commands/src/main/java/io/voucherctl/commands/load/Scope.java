package io.voucherctl.commands.load;

import io.voucherctl.commands.latency.SampleKey;
import org.jspecify.annotations.Nullable;

/**
 * Which requests a {@link Threshold} is about; null means all.
 *
 * @param tenant {@link #EACH} stands for every tenant by itself
 * @param outcome only with response times: those of requests that ended so
 */
record Scope(@Nullable String tenant, @Nullable String operation, @Nullable String outcome) {
  static final Scope ALL = new Scope(null, null, null);
  static final String EACH = "*";

  /** True for a request of this tenant and operation, however it ended. */
  boolean covers(SampleKey key) {
    return (tenant == null || tenant.equals(key.tenant()))
        && (operation == null || operation.equals(key.operation()));
  }

  Scope ofTenant(String name) {
    return new Scope(name, operation, outcome);
  }
}
