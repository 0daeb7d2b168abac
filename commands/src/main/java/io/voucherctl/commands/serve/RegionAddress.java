package io.voucherctl.commands.serve;

import io.voucherctl.commands.serve.demo.DemoReport;
import org.jspecify.annotations.Nullable;

/**
 * Where a running region is found.
 *
 * @param gatewayUrl what tenants call
 * @param kubeconfig file, mode 0600
 * @param tenantsFile file with the tenants' keys and quotas, mode 0600
 * @param stateDir pod logs and everything else
 * @param store what keeps the vouchers: memory, sqlite or postgresql
 * @param demo codes of the demo data to try; null without demo data
 */
public record RegionAddress(
    String schema,
    String gatewayUrl,
    String kubeconfig,
    String tenantsFile,
    String stateDir,
    String store,
    DemoReport.@Nullable Summary demo) {
  public static final String SCHEMA = "voucherctl.serve/v1";
}
