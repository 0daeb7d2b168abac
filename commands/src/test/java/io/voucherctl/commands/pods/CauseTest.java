package io.voucherctl.commands.pods;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CauseTest {
  private static final Instant START = Instant.parse("2030-01-01T00:00:00Z");
  private static final Instant END = START.plusSeconds(600);

  @ParameterizedTest
  @CsvSource({
    "Completed,              0,   completed",
    "Error,                  1,   error exit",
    "Error,                  2,   error exit",
    "Error,                  3,   heap exhausted",
    "OOMKilled,              137, container memory limit",
    "OOMKilled,              3,   container memory limit",
    "Error,                  126, command not executable",
    "Error,                  127, command not found",
    "Error,                  128, could not start",
    "StartError,             128, could not start",
    "StartError,             127, command not found",
    "ContainerCannotRun,     126, command not executable",
    "Error,                  130, interrupted (SIGINT)",
    "Error,                  134, aborted (SIGABRT or JVM crash)",
    "Error,                  136, ended by signal 8",
    "Error,                  137, killed (SIGKILL)",
    "Error,                  139, segmentation fault (SIGSEGV)",
    "Error,                  143, terminated (SIGTERM)",
    "Error,                  255, error exit",
    "Unknown,                255, lost (container runtime restarted)",
    "ContainerStatusUnknown, 137, lost (node or runtime)",
    "RestartingAllContainers,137, restarted with its pod",
    ",                       3,   error exit",
    ",                       137, killed (SIGKILL)"
  })
  void aTerminationHasACauseInWords(@Nullable String reason, int exitCode, String cause) {
    assertThat(Cause.of(end(reason, exitCode), List.of())).isEqualTo(cause);
  }

  @Test
  void aSignalWithoutAnExitCodeCounts() {
    assertThat(Cause.of(new Termination("Error", 0, 9, START, END), List.of()))
        .isEqualTo("killed (SIGKILL)");
  }

  @ParameterizedTest
  @CsvSource({
    "Killing, 'Container gw failed liveness probe, will be restarted', 137, probe kill (liveness)",
    "Killing, 'Container gw failed liveness probe, will be restarted', 143, probe kill (liveness)",
    "Killing, 'Container gw failed liveness probe, will be restarted', 0, probe kill (liveness)",
    "Killing, 'Container gw failed startup probe, will be restarted', 137, probe kill (startup)",
    "Killing, 'Container gw definition changed, will be restarted', 143, container definition"
        + " changed",
    "Killing, 'Stopping container gw', 143, terminated (SIGTERM)",
    "Unhealthy, 'Liveness probe failed: timeout', 137, probe kill",
    "Unhealthy, 'Startup probe failed: timeout', 143, probe kill",
    "Unhealthy, 'Readiness probe failed: timeout', 137, killed (SIGKILL)",
    "Unhealthy, 'Liveness probe failed: timeout', 1, error exit",
    "Killing, 'Container gw failed liveness probe, will be restarted', 3, heap exhausted"
  })
  void anEventOfTheSameRunIsEvidence(String reason, String message, int exitCode, String cause) {
    PodEvent event = event(reason, message, END.minusSeconds(30));

    assertThat(Cause.of(end("Error", exitCode), List.of(event))).isEqualTo(cause);
  }

  @ParameterizedTest
  @CsvSource({"-601, false", "-600, true", "0, true", "2, true", "3, false"})
  void anEventOfAnotherRunIsNot(int secondsAfterEnd, boolean counts) {
    PodEvent event =
        event("Killing", "Container gw failed liveness probe", END.plusSeconds(secondsAfterEnd));

    assertThat(Cause.of(end("Error", 137), List.of(event)))
        .isEqualTo(counts ? "probe kill (liveness)" : "killed (SIGKILL)");
  }

  @Test
  void aProbeThatFailedLongBeforeTheEndProvesNothing() {
    PodEvent event = event("Unhealthy", "Liveness probe failed", END.minusSeconds(61));

    assertThat(Cause.of(end("Error", 137), List.of(event))).isEqualTo("killed (SIGKILL)");
  }

  @Test
  void withoutAnEndThereIsNoEvidence() {
    Termination end = new Termination("Error", 137, 0, null, null);
    PodEvent event = event("Killing", "Container gw failed liveness probe", START);

    assertThat(Cause.of(end, List.of(event))).isEqualTo("killed (SIGKILL)");
  }

  private static Termination end(@Nullable String reason, int exitCode) {
    return new Termination(reason, exitCode, 0, START, END);
  }

  private static PodEvent event(String reason, String message, Instant at) {
    return new PodEvent("ns", "pod", "uid", "gw", reason, message, at);
  }
}
