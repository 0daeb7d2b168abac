package io.voucherctl.commands.pods;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One container that restarted or died.
 *
 * @param owner such as {@code Deployment/gateway}
 */
public record ContainerRestarts(
    String namespace,
    String pod,
    String container,
    ContainerKind kind,
    @Nullable String owner,
    int restarts,
    String state,
    @Nullable LastTermination lastTermination,
    @Nullable BackOff backOff) {

  Instant diedAt() {
    return lastTermination == null || lastTermination.finishedAt() == null
        ? Instant.MIN
        : lastTermination.finishedAt();
  }
}
