package io.voucherctl.server.cluster.kubelet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.voucherctl.server.cluster.HandClock;
import io.voucherctl.server.cluster.Yaml;
import io.voucherctl.server.cluster.kubelet.ContainerLife.Gate;
import io.voucherctl.server.cluster.kubelet.Letter.Exited;
import io.voucherctl.server.cluster.kubelet.Letter.ProbeKind;
import io.voucherctl.server.cluster.kubelet.Letter.Probed;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ContainerLifeTest {
  private static final Gate OPEN = new Gate.Open();
  private static final Duration GRACE = Duration.ofSeconds(30);
  private static final PodId POD = new PodId("default", "gateway-1", "uid-1");

  private final HandClock clock = new HandClock();
  private final List<String> events = new ArrayList<>();
  private final List<String> signals = new ArrayList<>();
  private boolean launchable = true;

  @Test
  void showsTheCrashThenTheRunThatFollowedAtOnce() {
    ContainerLife life = life(RestartPolicy.ALWAYS);
    life.advance(clock.instant(), OPEN);
    assertThat(json(life).at("/state/running/startedAt").asText())
        .isEqualTo("2021-08-20T12:38:00Z");
    assertThat(json(life).path("restartCount").asInt()).isZero();

    crash(life, 0, 3, 5);
    assertThat(json(life).at("/state/terminated/exitCode").asInt()).isEqualTo(3);
    assertThat(json(life).at("/state/terminated/reason").asText()).isEqualTo("Error");
    assertThat(json(life).at("/lastState").isEmpty()).isTrue();

    life.advance(clock.instant(), OPEN);
    JsonNode status = json(life);
    assertThat(status.at("/state/running/startedAt").asText()).isEqualTo("2021-08-20T12:38:05Z");
    assertThat(status.at("/lastState/terminated/exitCode").asInt()).isEqualTo(3);
    assertThat(status.at("/lastState/terminated/startedAt").asText())
        .isEqualTo("2021-08-20T12:38:00Z");
    assertThat(status.at("/lastState/terminated/finishedAt").asText())
        .isEqualTo("2021-08-20T12:38:05Z");
    assertThat(status.at("/lastState/terminated/containerID").asText()).isEqualTo("process://0");
    assertThat(status.path("containerID").asText()).isEqualTo("process://1");
    assertThat(status.path("restartCount").asInt()).isEqualTo(1);
  }

  @Test
  void waitsInCrashLoopBackOffWithTheCrashInLastState() {
    ContainerLife life = life(RestartPolicy.ALWAYS);
    life.advance(clock.instant(), OPEN);
    crash(life, 0, 3, 5);
    life.advance(clock.instant(), OPEN);
    crash(life, 1, 137, 5);
    life.advance(clock.instant(), OPEN);

    JsonNode status = json(life);
    assertThat(status.at("/state/waiting/reason").asText()).isEqualTo("CrashLoopBackOff");
    assertThat(status.at("/state/waiting/message").asText())
        .isEqualTo("back-off 10s restarting failed container=gateway pod=gateway-1_default(uid-1)");
    assertThat(status.at("/lastState/terminated/exitCode").asInt()).isEqualTo(137);
    assertThat(status.path("restartCount").asInt()).isEqualTo(1);
    assertThat(status.path("started").asBoolean()).isFalse();
    assertThat(life.due()).contains(clock.instant().plusSeconds(10));
    assertThat(events)
        .contains(
            "BackOff: Back-off restarting failed container gateway in pod"
                + " gateway-1_default(uid-1)");

    clock.advance(Duration.ofMillis(9_999));
    life.advance(clock.instant(), OPEN);
    assertThat(life.running()).isFalse();
    clock.advance(Duration.ofMillis(1));
    life.advance(clock.instant(), OPEN);
    assertThat(life.running()).isTrue();
    assertThat(json(life).path("restartCount").asInt()).isEqualTo(2);
  }

  @Test
  void showsTwoTerminationsBetweenACrashAndItsBackOff() {
    ContainerLife life = life(RestartPolicy.ALWAYS);
    life.advance(clock.instant(), OPEN);
    crash(life, 0, 3, 5);
    life.advance(clock.instant(), OPEN);
    crash(life, 1, 1, 5);

    assertThat(json(life).at("/state/terminated/exitCode").asInt()).isEqualTo(1);
    assertThat(json(life).at("/lastState/terminated/exitCode").asInt()).isEqualTo(3);
  }

  @Test
  void honoursTheRestartPolicy() {
    ContainerLife never = life(RestartPolicy.NEVER);
    never.advance(clock.instant(), OPEN);
    crash(never, 0, 3, 1);
    never.advance(clock.instant(), OPEN);
    assertThat(never.running()).isFalse();
    assertThat(never.due()).isEmpty();

    ContainerLife onFailure = life(RestartPolicy.ON_FAILURE);
    onFailure.advance(clock.instant(), OPEN);
    crash(onFailure, 0, 1, 1);
    onFailure.advance(clock.instant(), OPEN);
    assertThat(onFailure.running()).isTrue();
    crash(onFailure, 1, 0, 1);
    onFailure.advance(clock.instant().plusSeconds(600), OPEN);
    assertThat(onFailure.running()).isFalse();
    assertThat(json(onFailure).at("/state/terminated/reason").asText()).isEqualTo("Completed");
  }

  @Test
  void waitsForItsConfigAndStartsWhenItIsThere() {
    ContainerLife life = life(RestartPolicy.ALWAYS);
    Gate blocked = new Gate.Blocked("configmap \"tenant-quotas\" not found");
    life.advance(clock.instant(), blocked);
    life.advance(clock.instant(), blocked);

    assertThat(json(life).at("/state/waiting/reason").asText())
        .isEqualTo("CreateContainerConfigError");
    assertThat(life.due()).isEmpty();
    assertThat(events).containsExactly("Failed: Error: configmap \"tenant-quotas\" not found");
    life.advance(clock.instant(), OPEN);
    assertThat(life.running()).isTrue();
  }

  @Test
  void killsAfterEnoughFailedLivenessProbesAndThenByForce() {
    ContainerLife life = life(RestartPolicy.ALWAYS);
    life.advance(clock.instant(), OPEN);
    for (int i = 0; i < 4; i++) {
      life.probed(probe(0, ProbeKind.LIVENESS, false), clock.instant(), GRACE);
    }

    assertThat(signals).containsExactly("TERM 0");
    assertThat(events)
        .containsOnlyOnce("Killing: Container gateway failed liveness probe, will be restarted")
        .contains("Unhealthy: Liveness probe failed: HTTP probe failed with statuscode: 500");
    clock.advance(GRACE);
    life.advance(clock.instant(), OPEN);
    life.advance(clock.instant(), OPEN);
    assertThat(signals).containsExactly("TERM 0", "KILL 0");
    crash(life, 0, 137, 0);
    life.advance(clock.instant(), OPEN);
    assertThat(json(life).at("/lastState/terminated/exitCode").asInt()).isEqualTo(137);
  }

  @Test
  void isReadyOnlyWhileItsProbeSucceeds() {
    ContainerLife life = life(RestartPolicy.ALWAYS);
    life.advance(clock.instant(), OPEN);
    assertThat(life.status().ready()).isFalse();
    life.probed(probe(0, ProbeKind.READINESS, true), clock.instant(), GRACE);
    assertThat(life.status().ready()).isTrue();
    life.probed(probe(7, ProbeKind.READINESS, false), clock.instant(), GRACE);
    assertThat(life.status().ready()).as("a result of another run").isTrue();
    crash(life, 0, 3, 1);
    assertThat(life.status().ready()).isFalse();
  }

  @Test
  void stopsOnceAndWithTheShorterGrace() {
    ContainerLife life = life(RestartPolicy.ALWAYS);
    life.advance(clock.instant(), OPEN);
    life.stop(clock.instant(), GRACE);
    life.stop(clock.instant(), Duration.ofSeconds(5));

    assertThat(life.due()).contains(clock.instant().plusSeconds(5));
    assertThat(events).containsOnlyOnce("Killing: Stopping container gateway");
    crash(life, 0, 143, 1);
    life.advance(clock.instant().plusSeconds(60), new Gate.Closed());
    assertThat(life.running()).isFalse();
  }

  @Test
  void treatsAProcessThatCannotStartAsACrash() {
    launchable = false;
    ContainerLife life = life(RestartPolicy.ALWAYS);
    life.advance(clock.instant(), OPEN);
    life.advance(clock.instant(), OPEN);
    life.advance(clock.instant(), OPEN);

    JsonNode status = json(life);
    assertThat(status.at("/state/waiting/reason").asText()).isEqualTo("CrashLoopBackOff");
    assertThat(status.at("/lastState/terminated/exitCode").asInt()).isEqualTo(128);
    assertThat(status.at("/lastState/terminated/reason").asText()).isEqualTo("StartError");
    assertThat(status.at("/lastState/terminated/message").asText()).isEqualTo("no such file");
  }

  private void crash(ContainerLife life, int run, int exitCode, long afterSeconds) {
    clock.advance(Duration.ofSeconds(afterSeconds));
    life.exited(new Exited("gateway", run, exitCode, clock.instant(), "last words"));
  }

  private static Probed probe(int run, ProbeKind kind, boolean success) {
    return new Probed("gateway", run, kind, success, "HTTP probe failed with statuscode: 500");
  }

  private static JsonNode json(ContainerLife life) {
    return life.status().json();
  }

  private ContainerLife life(RestartPolicy policy) {
    ContainerSpec spec =
        ContainerSpec.of(
            Yaml.object(
                """
                name: gateway
                image: voucherctl/gateway
                ports: [{name: http, containerPort: 8080, hostPort: 20001}]
                livenessProbe: {httpGet: {path: /livez, port: http}, failureThreshold: 3}
                readinessProbe: {httpGet: {path: /readyz, port: http}, failureThreshold: 1}
                """));
    return new ContainerLife(
        POD,
        spec,
        policy,
        new BackOff(KubeletPlan.BACK_OFF_UNIT, KubeletPlan.BACK_OFF_CAP),
        this::launch,
        (type, reason, message) -> events.add(reason + ": " + message));
  }

  private Launcher.Run launch(ContainerSpec container, int restartCount) throws IOException {
    if (!launchable) {
      throw new IOException("no such file");
    }
    return new Launcher.Run() {
      @Override
      public String id() {
        return "process://" + restartCount;
      }

      @Override
      public void terminate() {
        signals.add("TERM " + restartCount);
      }

      @Override
      public void kill() {
        signals.add("KILL " + restartCount);
      }
    };
  }
}
