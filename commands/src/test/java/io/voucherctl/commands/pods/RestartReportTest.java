package io.voucherctl.commands.pods;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RestartReportTest {
  private static final Instant DIED = Instant.parse("2030-01-01T00:00:00Z");
  private static final Owner REPLICA_SET = new Owner("ReplicaSet", "gw-7c", "rs");

  @Test
  void aDeathBeforeTheFirstRestartCountsAndACompletedRunDoesNot() {
    PodSnapshot pod =
        pod(
            "gw",
            null,
            container("dead", 0, new Termination("Error", 1, 0, null, DIED)),
            container("done", 0, new Termination("Completed", 0, 0, null, DIED)),
            container("alive", 0, null));

    assertThat(report(Map.of(), List.of(), pod).containers())
        .extracting(ContainerRestarts::container)
        .containsExactly("dead");
  }

  @Test
  void theMostRecentDeathComesFirstAndTheUndatedLast() {
    PodSnapshot pod =
        pod(
            "gw",
            null,
            container("undated", 2, null),
            container("older", 1, new Termination("Error", 1, 0, null, DIED)),
            container("newer", 1, new Termination("Error", 1, 0, null, DIED.plusSeconds(1))));

    assertThat(report(Map.of(), List.of(), pod).containers())
        .extracting(ContainerRestarts::container)
        .containsExactly("newer", "older", "undated");
  }

  @Test
  void theOwnerIsTheTopOfTheChain() {
    PodSnapshot pod = pod("gw", REPLICA_SET, container("gw", 1, null));

    assertThat(owner(Map.of("rs", new Owner("Deployment", "gw", "d")), pod))
        .isEqualTo("Deployment/gw");
    assertThat(owner(Map.of(), pod)).isEqualTo("ReplicaSet/gw-7c");
    assertThat(owner(Map.of("rs", REPLICA_SET), pod)).isEqualTo("ReplicaSet/gw-7c");
    assertThat(owner(Map.of(), pod("gw", null, container("gw", 1, null)))).isNull();
  }

  @Test
  void anEventIsEvidenceForItsOwnContainerOfItsOwnPodOnly() {
    Termination killed = new Termination("Error", 137, 0, null, DIED);
    PodSnapshot pod = pod("gw", null, container("gw", 1, killed), container("other", 1, killed));
    PodSnapshot replaced = pod("old", null, container("gw", 1, killed));
    List<PodEvent> events =
        List.of(
            new PodEvent("ns", "gw", "uid-gw", "gw", "Killing", "failed liveness probe", DIED),
            new PodEvent("ns", "old", "another", "gw", "Killing", "failed liveness probe", DIED));

    assertThat(report(Map.of(), events, pod, replaced).containers())
        .extracting(row -> row.pod() + "/" + row.container() + " " + row.lastTermination().cause())
        .containsExactly(
            "gw/gw probe kill (liveness)", "gw/other killed (SIGKILL)", "old/gw killed (SIGKILL)");
  }

  @Test
  void aRunWithoutBothItsMomentsHasNoLength() {
    assertThat(new Termination("Error", 1, 0, DIED, DIED.plusMillis(1_999)).ranSeconds())
        .isEqualTo(1L);
    assertThat(new Termination("Error", 1, 0, null, DIED).ranSeconds()).isNull();
    assertThat(new Termination("Error", 1, 0, DIED.plusSeconds(1), DIED).ranSeconds()).isNull();
  }

  private static @Nullable String owner(Map<String, Owner> owners, PodSnapshot pod) {
    return report(owners, List.of(), pod).containers().getFirst().owner();
  }

  private static RestartReport report(
      Map<String, Owner> owners, List<PodEvent> events, PodSnapshot... pods) {
    return RestartReport.of(
        new PodReading(List.of(pods), owners, events, "namespace ns", List.of()));
  }

  private static PodSnapshot pod(
      String name, @Nullable Owner owner, ContainerSnapshot... containers) {
    return new PodSnapshot(
        "ns", name, "uid-" + name, owner, BackOffRule.KUBERNETES, List.of(containers));
  }

  private static ContainerSnapshot container(
      String name, int restarts, @Nullable Termination last) {
    return new ContainerSnapshot(name, ContainerKind.REGULAR, restarts, "Running", null, last);
  }
}
