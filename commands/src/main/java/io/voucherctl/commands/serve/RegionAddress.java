package io.voucherctl.commands.serve;

/**
 * Where a running region is found.
 *
 * @param gatewayUrl what tenants call
 * @param kubeconfig file, mode 0600
 * @param tenantsFile file with the tenants' keys and quotas, mode 0600
 * @param stateDir pod logs and everything else
 */
public record RegionAddress(
    String schema, String gatewayUrl, String kubeconfig, String tenantsFile, String stateDir) {
  public static final String SCHEMA = "voucherctl.serve/v1";
}
