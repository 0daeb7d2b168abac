package io.voucherctl.commands.pods;

import org.jspecify.annotations.Nullable;

/**
 * One container at one moment.
 *
 * @param state {@code Running}, {@code Terminated}, or the reason it waits for
 * @param waitMessage what the kubelet says about the wait
 * @param last the newest termination: the current state if it is one, else the last state
 */
public record ContainerSnapshot(
    String name,
    ContainerKind kind,
    int restarts,
    String state,
    @Nullable String waitMessage,
    @Nullable Termination last) {

  /** It restarted, or it died without having been restarted yet. A completed run is neither. */
  boolean died() {
    return restarts > 0 || (last != null && last.exitCode() != 0);
  }
}
