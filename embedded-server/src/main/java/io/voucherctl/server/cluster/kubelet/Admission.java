package io.voucherctl.server.cluster.kubelet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voucherctl.server.cluster.EventRecorder;
import io.voucherctl.server.cluster.EventRecorder.EventType;
import io.voucherctl.server.cluster.EventRecorder.Happening;
import io.voucherctl.server.cluster.ObjectStore;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Lets a pod in: gives it this node and, for each container port without a {@code hostPort}, a free
 * port of 127.0.0.1, written into its spec so that it stays the same over restarts. Used by its
 * pod's thread.
 */
final class Admission {
  private static final String UNIT = "voucherctl.io/back-off-unit";
  private static final String CAP = "voucherctl.io/back-off-cap";

  private final ObjectStore store;
  private final EventRecorder events;
  private final KubeletPlan plan;
  private final HostPorts ports;
  private final PodId pod;
  private final Set<Integer> held = new HashSet<>();

  Admission(ObjectStore store, EventRecorder events, KubeletPlan plan, HostPorts ports, PodId pod) {
    this.store = store;
    this.events = events;
    this.plan = plan;
    this.ports = ports;
    this.pod = pod;
  }

  /** Empty when the pod was let in; else why it must wait. */
  Optional<String> admit(JsonNode found) {
    int missing = 0;
    for (JsonNode port : portsOf(found)) {
      int hostPort = port.path("hostPort").asInt();
      if (hostPort == 0) {
        missing++;
      } else if (!held.contains(hostPort) && !hold(hostPort)) {
        return Optional.of("host port " + hostPort + " is held by another pod");
      }
    }
    Deque<Integer> chosen = new ArrayDeque<>();
    for (int i = 0; i < missing; i++) {
      Optional<Integer> port = ports.take();
      if (port.isEmpty()) {
        return Optional.of("no free host port is left");
      }
      held.add(port.get());
      chosen.add(port.get());
    }
    store.edit(pod.key(), object -> pod.is(object) ? place(object, chosen) : object);
    if (!found.path("spec").hasNonNull("nodeName")) {
      String message =
          "Successfully assigned " + pod.namespace() + "/" + pod.name() + " to " + plan.nodeName();
      events.record(
          pod.subject(),
          new Happening(EventType.NORMAL, "default-scheduler", "Scheduled", message));
    }
    return Optional.empty();
  }

  private ObjectNode place(ObjectNode object, Deque<Integer> chosen) {
    object.withObjectProperty("spec").put("nodeName", plan.nodeName());
    for (JsonNode port : portsOf(object)) {
      if (port.path("hostPort").asInt() == 0 && !chosen.isEmpty()) {
        ((ObjectNode) port).put("hostPort", chosen.remove());
      }
    }
    if (plan.shortened()) {
      ObjectNode annotations =
          object.withObjectProperty("metadata").withObjectProperty("annotations");
      annotations.put(UNIT, BackOff.text(plan.backOffUnit()));
      annotations.put(CAP, BackOff.text(plan.backOffCap()));
    }
    return object;
  }

  private static List<JsonNode> portsOf(JsonNode pod) {
    List<JsonNode> all = new ArrayList<>();
    for (JsonNode container : pod.path("spec").path("containers")) {
      container
          .path("ports")
          .forEach(port -> {
            if (port.isObject()) {
              all.add(port);
            }
          });
    }
    return all;
  }

  private boolean hold(int port) {
    return ports.take(port) && held.add(port);
  }

  /** Gives the ports back. */
  void release() {
    held.forEach(ports::release);
    held.clear();
  }
}
