package io.voucherctl.commands.pods;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One pod at one moment.
 *
 * @param owner null for a pod that nobody would replace
 */
public record PodSnapshot(
    String namespace,
    String name,
    String uid,
    @Nullable Owner owner,
    BackOffRule backOff,
    List<ContainerSnapshot> containers) {

  boolean died() {
    return containers.stream().anyMatch(ContainerSnapshot::died);
  }
}
