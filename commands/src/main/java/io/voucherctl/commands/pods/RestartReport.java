package io.voucherctl.commands.pods;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Every container that restarted or died, the most recent death first. */
public record RestartReport(
    String schema, List<ContainerRestarts> containers, @JsonIgnore List<String> notes) {
  public static final String SCHEMA = "voucherctl.pods-restarts/v1";

  /** Pod to ReplicaSet to Deployment is two; more is nobody's chain but a circle's. */
  private static final int LONGEST_CHAIN = 4;

  private static final Comparator<ContainerRestarts> NEWEST_FIRST =
      Comparator.comparing(ContainerRestarts::diedAt)
          .reversed()
          .thenComparing(ContainerRestarts::namespace)
          .thenComparing(ContainerRestarts::pod)
          .thenComparing(ContainerRestarts::container);

  public static RestartReport of(PodReading reading) {
    List<ContainerRestarts> found = new ArrayList<>();
    for (PodSnapshot pod : reading.pods()) {
      for (ContainerSnapshot container : pod.containers()) {
        if (container.died()) {
          found.add(restarts(pod, container, reading));
        }
      }
    }
    found.sort(NEWEST_FIRST);
    List<String> notes = new ArrayList<>(reading.notes());
    if (found.isEmpty()) {
      int pods = reading.pods().size();
      notes.add(
          pods == 0
              ? "no pods in " + reading.scope()
              : "no container has restarted (" + pods + " pods in " + reading.scope() + ")");
    }
    return new RestartReport(SCHEMA, List.copyOf(found), List.copyOf(notes));
  }

  private static ContainerRestarts restarts(
      PodSnapshot pod, ContainerSnapshot container, PodReading reading) {
    List<PodEvent> events =
        reading.events().stream().filter(event -> event.isAbout(pod, container)).toList();
    Termination last = container.last();
    return new ContainerRestarts(
        pod.namespace(),
        pod.name(),
        container.name(),
        container.kind(),
        owner(pod.owner(), reading.owners()),
        container.restarts(),
        container.state(),
        last == null ? null : LastTermination.of(last, events),
        pod.backOff().of(container));
  }

  private static @Nullable String owner(@Nullable Owner first, Map<String, Owner> owners) {
    Owner top = first;
    for (int i = 0; i < LONGEST_CHAIN && top != null; i++) {
      Owner above = owners.get(top.uid());
      if (above == null) {
        break;
      }
      top = above;
    }
    return top == null ? null : top.toString();
  }
}
