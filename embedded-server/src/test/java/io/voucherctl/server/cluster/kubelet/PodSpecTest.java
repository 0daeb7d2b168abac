package io.voucherctl.server.cluster.kubelet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voucherctl.server.cluster.Yaml;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PodSpecTest {
  private static final String GOOD =
      """
      name: gateway
      image: i
      args: ["--port", "$(PORT_HTTP)", "--quotas", "$(VOLUME_TENANT_QUOTAS)", "--name", "$(WHO)"]
      env: [{name: WHO, value: "$(POD_NAME)!"}]
      ports: [{name: http, containerPort: 8080, hostPort: 20001}]
      volumeMounts: [{name: tenant-quotas, mountPath: /etc/quotas}]
      resources: {limits: {memory: 256Mi}}
      livenessProbe: {httpGet: {path: /livez, port: 8080}, periodSeconds: 2}
      """;

  @Test
  void readsAContainerAndPutsItsProbesWhereItListens() {
    ContainerSpec container = PodSpec.of(pod(GOOD, "")).containers().getFirst();

    assertThat(container.memoryLimitBytes()).isEqualTo(256L << 20);
    assertThat(container.liveness())
        .isEqualTo(
            new ProbeSpec(
                "/livez",
                20_001,
                Duration.ZERO,
                Duration.ofSeconds(2),
                Duration.ofSeconds(1),
                3,
                1));
    assertThat(container.readiness()).isNull();
  }

  @Test
  void offersPortsVolumesAndThePodNameAsVariables() {
    ContainerSpec container = PodSpec.of(pod(GOOD, "")).containers().getFirst();
    Map<String, String> values =
        ContainerEnvironment.of(
            new PodId("default", "gateway-1", "u"), container, name -> Path.of("/v", name));

    assertThat(values)
        .containsEntry("PORT_HTTP", "20001")
        .containsEntry("VOLUME_TENANT_QUOTAS", "/v/tenant-quotas")
        .containsEntry("WHO", "gateway-1!");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "name: ../../etc",
        "name: volumes",
        "name: UPPER",
        "image: none",
        "{name: a, command: [sh]}",
        "{name: a, startupProbe: {httpGet: {port: 1}}}",
        "{name: a, livenessProbe: {exec: {command: [x]}}}",
        "{name: a, livenessProbe: {httpGet: {port: nowhere}}}",
        "{name: a, livenessProbe: {httpGet: {port: 99999}}}",
        "{name: a, livenessProbe: {httpGet: {port: 80, path: \"/a\\r\\nX: y\"}}}",
        "{name: a, livenessProbe: {httpGet: {port: 80, scheme: HTTPS}}}",
        "{name: a, env: [{name: A, valueFrom: {}}]}",
        "{name: a, env: [{name: \"A=B\", value: x}]}",
        "{name: a, resources: {limits: {memory: lots}}}"
      })
  void refusesContainersItCannotRunAsAsked(String container) {
    assertThatIllegalArgumentException().isThrownBy(() -> PodSpec.of(pod(container, "")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "initContainers: [{name: a}]",
        "restartPolicy: Sometimes",
        "volumes: [{name: a}]",
        "volumes: [{name: .., emptyDir: {}}]",
        "volumes: [{name: a, hostPath: {path: relative}}]",
        "volumes: [{name: a, configMap: {name: ../x}}]",
        "volumes: [{name: a, configMap: {name: x, items: [{key: k, path: ../../y}]}}]",
        "volumes: [{name: a, emptyDir: {}}, {name: a, emptyDir: {}}]"
      })
  void refusesPodsItCannotRunAsAsked(String field) {
    assertThatIllegalArgumentException().isThrownBy(() -> PodSpec.of(pod("name: a", field)));
  }

  @Test
  void refusesNamesThatWouldLeaveTheStateDirectory() {
    ObjectNode pod = pod("name: a", "");
    pod.withObjectProperty("metadata").put("name", "..");
    assertThatIllegalArgumentException().isThrownBy(() -> PodSpec.of(pod));
  }

  private static ObjectNode pod(String container, String field) {
    ObjectNode pod = Yaml.object("metadata: {namespace: default, name: gateway-1, uid: u}");
    ObjectNode spec = pod.putObject("spec");
    spec.putArray("containers").add(Yaml.object(container));
    if (!field.isEmpty()) {
      spec.setAll(Yaml.object(field));
    }
    return pod;
  }
}
