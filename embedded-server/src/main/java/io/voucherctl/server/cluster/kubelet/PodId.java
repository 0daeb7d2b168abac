package io.voucherctl.server.cluster.kubelet;

import com.fasterxml.jackson.databind.JsonNode;
import io.voucherctl.server.cluster.EventRecorder;
import io.voucherctl.server.cluster.ObjectStore;

/** One pod: a name may be used again, a uid never. */
record PodId(String namespace, String name, String uid) {
  static PodId of(JsonNode pod) {
    JsonNode metadata = pod.path("metadata");
    return new PodId(
        metadata.path("namespace").asText(),
        metadata.path("name").asText(),
        metadata.path("uid").asText());
  }

  ObjectStore.Key key() {
    return new ObjectStore.Key("pods", namespace, name);
  }

  boolean is(JsonNode pod) {
    return pod.path("metadata").path("uid").asText().equals(uid);
  }

  String directory() {
    return namespace + "_" + name + "_" + uid;
  }

  EventRecorder.Subject subject() {
    return new EventRecorder.Subject("v1", "Pod", namespace, name, uid, "");
  }

  EventRecorder.Subject container(String container) {
    return new EventRecorder.Subject(
        "v1", "Pod", namespace, name, uid, "spec.containers{" + container + "}");
  }

  /** As the kubelet's messages name a pod. */
  @Override
  public String toString() {
    return name + "_" + namespace + "(" + uid + ")";
  }
}
