package io.voucherctl.commands.load;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.voucherctl.commands.exit.Failure;
import io.voucherctl.commands.kube.KubeRequest;
import io.voucherctl.commands.kube.KubeSession;
import io.voucherctl.server.quota.QuotaBook;
import io.voucherctl.server.quota.QuotaDirectory;
import io.voucherctl.server.quota.QuotaText;
import java.util.Map;

/** The quotas in a cluster's ConfigMap, read as a gateway reads them. */
public final class KubeQuotaSource implements QuotaSource {
  private final KubeSession session;

  public KubeQuotaSource(KubeSession session) {
    this.session = session;
  }

  @Override
  public QuotaBook read() {
    ConfigMap map =
        session.call(
            KubeRequest.of("get", "configmaps", session.namespace(), QuotaText.CONFIG_MAP),
            client ->
                client
                    .configMaps()
                    .inNamespace(session.namespace())
                    .withName(QuotaText.CONFIG_MAP)
                    .get());
    if (map == null) {
      throw new Failure.NotFound(
          "there is no ConfigMap "
              + QuotaText.CONFIG_MAP
              + " in namespace "
              + session.namespace()
              + ", so what the tenants may do is unknown",
          "name the namespace with -n, or say what to expect with --expect-quota");
    }
    return QuotaDirectory.book(
        map.getMetadata().getResourceVersion(),
        map.getData() == null ? Map.of() : map.getData(),
        Map.of(),
        null);
  }
}
