package io.voucherctl.commands.pods;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What a termination means, in words. The status alone cannot tell a probe's kill from any other
 * SIGKILL: the Killing event is the only direct evidence, and it lives for an hour.
 */
final class Cause {
  /** Status times are whole seconds, and the kubelet writes the event a moment before or after. */
  private static final Duration SLACK = Duration.ofSeconds(2);

  /** A failed probe this long before the end had nothing to do with it. */
  private static final Duration RECENT = Duration.ofSeconds(60);

  private Cause() {}

  /** The only events that say why a container ended. */
  static boolean isEvidence(PodEvent event) {
    return event.reason().equals("Killing") || event.reason().equals("Unhealthy");
  }

  /**
   * What it means.
   *
   * @param events those about the same container
   */
  static String of(Termination end, List<PodEvent> events) {
    if (end.hasReason("OOMKilled")) {
      return "container memory limit";
    }
    if (end.exitCode() == 3 && end.hasReason("Error")) {
      // -XX:+ExitOnOutOfMemoryError: the heap (-Xmx) was full, not the container
      return "heap exhausted";
    }
    return switch (end.reason() == null ? "" : end.reason()) {
      case "ContainerStatusUnknown" -> "lost (node or runtime)";
      case "Unknown" -> "lost (container runtime restarted)";
      case "StartError", "ContainerCannotRun" -> couldNotStart(end.exitCode());
      case "RestartingAllContainers" -> "restarted with its pod";
      default -> evident(end, events);
    };
  }

  private static String evident(Termination end, List<PodEvent> events) {
    for (PodEvent event : events) {
      if (event.reason().equals("Killing") && isOfThisRun(event, end)) {
        if (event.message().contains("liveness probe")) {
          return "probe kill (liveness)";
        }
        if (event.message().contains("startup probe")) {
          return "probe kill (startup)";
        }
        if (event.message().contains("definition changed")) {
          return "container definition changed";
        }
      }
    }
    return wasKilled(end) && events.stream().anyMatch(event -> isFailedProbe(event, end))
        ? "probe kill"
        : byNumber(end);
  }

  private static boolean wasKilled(Termination end) {
    return end.exitCode() == 137 || end.exitCode() == 143;
  }

  /** A readiness probe never kills. */
  private static boolean isFailedProbe(PodEvent event, Termination end) {
    String message = event.message();
    return event.reason().equals("Unhealthy")
        && (message.startsWith("Liveness probe") || message.startsWith("Startup probe"))
        && isOfThisRun(event, end)
        && end.finishedAt() != null
        && event.at().isAfter(end.finishedAt().minus(RECENT));
  }

  private static boolean isOfThisRun(PodEvent event, Termination end) {
    Instant start = end.startedAt();
    Instant finish = end.finishedAt();
    return finish != null
        && !event.at().isAfter(finish.plus(SLACK))
        && (start == null || !event.at().isBefore(start));
  }

  private static String couldNotStart(int exitCode) {
    return switch (exitCode) {
      case 126 -> "command not executable";
      case 127 -> "command not found";
      default -> "could not start";
    };
  }

  private static String byNumber(Termination end) {
    int code = end.exitCode() == 0 && end.signal() > 0 ? 128 + end.signal() : end.exitCode();
    return switch (code) {
      case 0 -> "completed";
      case 126 -> "command not executable";
      case 127 -> "command not found";
      case 128 -> "could not start";
      case 130 -> "interrupted (SIGINT)";
      case 134 -> "aborted (SIGABRT or JVM crash)";
      case 137 -> "killed (SIGKILL)";
      case 139 -> "segmentation fault (SIGSEGV)";
      case 143 -> "terminated (SIGTERM)";
      default -> code > 128 && code <= 192 ? "ended by signal " + (code - 128) : "error exit";
    };
  }
}
