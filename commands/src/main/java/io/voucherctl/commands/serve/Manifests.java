package io.voucherctl.commands.serve;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.voucherctl.server.cluster.FleetController;
import io.voucherctl.server.quota.FleetDirectory;
import io.voucherctl.server.quota.KeyText;
import io.voucherctl.server.quota.QuotaText;
import io.voucherctl.server.quota.Tenant;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/** The region's Kubernetes objects, as an operator would write them. */
final class Manifests {
  static final String NAMESPACE = "voucherctl";
  static final String API = "voucher-api";
  static final String GATEWAY = "gateway";
  static final String KEYS = "tenant-keys";

  private static final YAMLMapper YAML = new YAMLMapper();

  private Manifests() {}

  /** One key per tenant, so that two edits of two tenants do not touch each other. */
  static ObjectNode quotas(List<Tenant> tenants) {
    ObjectNode map = object("v1", "ConfigMap", QuotaText.CONFIG_MAP);
    ObjectNode data = map.putObject("data");
    tenants.forEach(tenant -> data.put(tenant.id(), QuotaText.format(tenant.quota())));
    return map;
  }

  static ObjectNode keys(List<Tenant> tenants) {
    ObjectNode secret = object("v1", "Secret", KEYS);
    secret.put("type", "Opaque");
    ObjectNode data = secret.putObject("data");
    for (Tenant tenant : tenants) {
      String entry = KeyText.format(tenant.keys());
      data.put(
          tenant.id(), Base64.getEncoder().encodeToString(entry.getBytes(StandardCharsets.UTF_8)));
    }
    return secret;
  }

  static ObjectNode gateway(RegionPlan plan, int apiPort) {
    ObjectNode deployment =
        read(
            """
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: gateway, annotations: {%s: %s}}
            spec:
              replicas: %d
              selector: {matchLabels: {app: gateway}}
              template:
                metadata: {labels: {app: gateway}}
                spec:
                  terminationGracePeriodSeconds: 10
                  containers:
                  - name: gateway
                    image: voucherctl
                    terminationMessagePolicy: FallbackToLogsOnError
                    args:
                    - serve
                    - gateway
                    - --port
                    - $(PORT_HTTP)
                    - --admin-port
                    - $(PORT_ADMIN)
                    - --upstream
                    - http://127.0.0.1:%d
                    - --quotas
                    - $(VOLUME_QUOTAS)
                    - --fleet
                    - $(VOLUME_FLEET)
                    - --tenants
                    - $(VOLUME_KEYS)
                    ports:
                    - {name: http, containerPort: 8080}
                    - {name: admin, containerPort: 8081}
                    resources: {limits: {memory: %s}}
                    volumeMounts:
                    - {name: quotas, mountPath: /etc/voucherctl/quotas}
                    - {name: fleet, mountPath: /etc/voucherctl/fleet}
                    - {name: keys, mountPath: /etc/voucherctl/keys}
                    livenessProbe:
                      httpGet: {path: /livez, port: admin}
                      initialDelaySeconds: 15
                      periodSeconds: 5
                      timeoutSeconds: 3
                      failureThreshold: 6
                    readinessProbe:
                      httpGet: {path: /readyz, port: admin}
                      periodSeconds: 1
                      timeoutSeconds: 1
                  volumes:
                  - {name: quotas, configMap: {name: tenant-quotas}}
                  - {name: fleet, configMap: {name: %s}}
                  - {name: keys, secret: {secretName: tenant-keys}}
            """
                .formatted(
                    FleetController.ANNOTATION,
                    FleetDirectory.CONFIG_MAP,
                    plan.gateways(),
                    apiPort,
                    plan.gatewayMemory(),
                    FleetDirectory.CONFIG_MAP));
    OverloadOptions.of(plan.overload())
        .forEach(deployment.withArray("/spec/template/spec/containers/0/args")::add);
    if (plan.as1Defect()) {
      deployment
          .withArray("/spec/template/spec/containers/0/args")
          .add("--defect")
          .add(Defect.as1.name());
    }
    return deployment;
  }

  static ObjectNode object(String apiVersion, String kind, String name) {
    ObjectNode object = YAML.createObjectNode().put("apiVersion", apiVersion).put("kind", kind);
    object.putObject("metadata").put("name", name);
    return object;
  }

  static ObjectNode read(String yaml) {
    try {
      return (ObjectNode) YAML.readTree(yaml);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a manifest of our own is not YAML", e);
    }
  }
}
