package io.voucherctl.commands.pods;

import java.time.Instant;

/**
 * An event about one container of one pod.
 *
 * @param podUid empty when the event names none
 * @param at when it happened last
 */
public record PodEvent(
    String namespace,
    String pod,
    String podUid,
    String container,
    String reason,
    String message,
    Instant at) {

  boolean isAbout(PodSnapshot snapshot, ContainerSnapshot of) {
    return container.equals(of.name())
        && pod.equals(snapshot.name())
        && namespace.equals(snapshot.namespace())
        && (podUid.isEmpty() || podUid.equals(snapshot.uid()));
  }
}
