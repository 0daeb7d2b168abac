package io.voucherctl.commands.pods;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * From the JSON of Kubernetes objects to snapshots; the same for a live cluster and for a dump.
 * What is missing or malformed is left out: a strange field must not hide a restart.
 */
final class PodDocuments {
  /** {@code spec.containers{gateway}}; the message's text is not to be relied on. */
  private static final Pattern FIELD_PATH = Pattern.compile("spec\\.[a-zA-Z]+\\{(.+)}");

  private PodDocuments() {}

  static PodSnapshot pod(JsonNode pod) {
    JsonNode metadata = pod.path("metadata");
    JsonNode annotations = metadata.path("annotations");
    List<ContainerSnapshot> containers = new ArrayList<>();
    JsonNode status = pod.path("status");
    Set<String> sidecars = sidecars(pod);
    for (JsonNode init : status.path("initContainerStatuses")) {
      ContainerKind kind =
          sidecars.contains(text(init, "name")) ? ContainerKind.SIDECAR : ContainerKind.INIT;
      containers.add(container(init, kind));
    }
    for (JsonNode regular : status.path("containerStatuses")) {
      containers.add(container(regular, ContainerKind.REGULAR));
    }
    for (JsonNode ephemeral : status.path("ephemeralContainerStatuses")) {
      containers.add(container(ephemeral, ContainerKind.EPHEMERAL));
    }
    return new PodSnapshot(
        text(metadata, "namespace"),
        text(metadata, "name"),
        text(metadata, "uid"),
        owner(pod),
        BackOffRule.of(
            optional(annotations, BackOffRule.UNIT_ANNOTATION),
            optional(annotations, BackOffRule.CAP_ANNOTATION)),
        List.copyOf(containers));
  }

  /** The controlling owner; names and hashes prove nothing. */
  static @Nullable Owner owner(JsonNode object) {
    for (JsonNode reference : object.path("metadata").path("ownerReferences")) {
      if (reference.path("controller").asBoolean()) {
        return new Owner(text(reference, "kind"), text(reference, "name"), text(reference, "uid"));
      }
    }
    return null;
  }

  /** Null when it is not about a container, or tells no time. */
  static @Nullable PodEvent event(JsonNode event) {
    JsonNode about = event.path("involvedObject");
    Matcher container = FIELD_PATH.matcher(text(about, "fieldPath"));
    Instant at = happened(event);
    if (!text(about, "kind").equals("Pod") || !container.matches() || at == null) {
      return null;
    }
    return new PodEvent(
        text(about, "namespace"),
        text(about, "name"),
        text(about, "uid"),
        container.group(1),
        text(event, "reason"),
        text(event, "message"),
        at);
  }

  private static @Nullable Instant happened(JsonNode event) {
    for (String pointer :
        List.of("/series/lastObservedTime", "/lastTimestamp", "/eventTime", "/firstTimestamp")) {
      Instant at = instant(event.at(pointer));
      if (at != null) {
        return at;
      }
    }
    return null;
  }

  private static Set<String> sidecars(JsonNode pod) {
    Set<String> names = new HashSet<>();
    for (JsonNode init : pod.path("spec").path("initContainers")) {
      if (text(init, "restartPolicy").equals("Always")) {
        names.add(text(init, "name"));
      }
    }
    return names;
  }

  private static ContainerSnapshot container(JsonNode status, ContainerKind kind) {
    JsonNode state = status.path("state");
    JsonNode waiting = state.path("waiting");
    Termination now = termination(state.path("terminated"));
    return new ContainerSnapshot(
        text(status, "name"),
        kind,
        Math.max(0, status.path("restartCount").asInt()),
        word(state),
        optional(waiting, "message"),
        now != null ? now : termination(status.path("lastState").path("terminated")));
  }

  private static String word(JsonNode state) {
    if (state.path("running").isObject()) {
      return "Running";
    }
    if (state.path("terminated").isObject()) {
      return "Terminated";
    }
    String reason = optional(state.path("waiting"), "reason");
    return reason == null ? "Waiting" : reason;
  }

  private static @Nullable Termination termination(JsonNode terminated) {
    return terminated.isObject()
        ? new Termination(
            optional(terminated, "reason"),
            terminated.path("exitCode").asInt(),
            terminated.path("signal").asInt(),
            instant(terminated.path("startedAt")),
            instant(terminated.path("finishedAt")))
        : null;
  }

  private static @Nullable Instant instant(JsonNode text) {
    try {
      // The zero time is how Go spells "unknown".
      Instant instant = text.isTextual() ? OffsetDateTime.parse(text.asText()).toInstant() : null;
      return instant == null || instant.getEpochSecond() <= 0 ? null : instant;
    } catch (DateTimeParseException e) {
      return null;
    }
  }

  private static @Nullable String optional(JsonNode node, String key) {
    String text = text(node, key);
    return text.isEmpty() ? null : text;
  }

  /** Without control characters: a name in somebody's dump must not drive the terminal. */
  private static String text(JsonNode node, String key) {
    return node.path(key).asText("").replaceAll("\\p{Cntrl}+", " ");
  }
}
