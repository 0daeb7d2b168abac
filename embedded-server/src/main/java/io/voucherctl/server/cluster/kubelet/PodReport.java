package io.voucherctl.server.cluster.kubelet;

import com.fasterxml.jackson.databind.JsonNode;
import io.voucherctl.server.cluster.ObjectStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Writes a pod's status into the store, when it has changed. Used by its pod's thread. */
final class PodReport {
  private final ObjectStore store;
  private final PodId pod;
  private List<ContainerStatus> published = List.of();

  PodReport(ObjectStore store, PodId pod) {
    this.store = store;
    this.pod = pod;
  }

  /** False when this is what was written last. */
  boolean write(RestartPolicy policy, List<ContainerStatus> statuses, Instant now) {
    if (statuses.equals(published)) {
      return false;
    }
    published = statuses;
    store.edit(
        pod.key(),
        object -> pod.is(object) ? PodStatus.write(object, policy, statuses, now) : object);
    return true;
  }

  /** Every container waits, and why; false when this was said already. */
  boolean writeRefusal(JsonNode object, String why, Instant now) {
    List<ContainerStatus> waiting = new ArrayList<>();
    for (JsonNode container : object.path("spec").path("containers")) {
      waiting.add(
          ContainerStatus.waiting(
              container.path("name").asText(),
              container.path("image").asText(),
              "CreateContainerConfigError",
              why));
    }
    return write(RestartPolicy.ALWAYS, waiting, now);
  }
}
