package io.voucherctl.server.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voucherctl.server.cluster.StatusException.Cause;
import java.util.ArrayList;
import java.util.List;

/** What may not change once an object is there. */
final class Immutable {
  private Immutable() {}

  /** Refuses (422) a change of what is fixed. */
  static void require(ResourceType type, ObjectNode before, ObjectNode after) {
    List<Cause> causes = new ArrayList<>();
    switch (type.plural()) {
      case "deployments", "replicasets" ->
          fixed(causes, "spec.selector", selector(before), selector(after));
      case "pods" -> fixed(causes, "spec", fixedSpec(before), fixedSpec(after));
      case "configmaps", "secrets" -> data(causes, before, after);
      default -> {}
    }
    if (type.plural().equals("secrets")) {
      fixed(causes, "type", before.path("type"), after.path("type"));
    }
    if (!causes.isEmpty()) {
      throw StatusException.invalid(type, ObjectMeta.name(before), causes);
    }
  }

  private static JsonNode selector(ObjectNode controller) {
    return controller.path("spec").path("selector");
  }

  private static void data(List<Cause> causes, ObjectNode before, ObjectNode after) {
    if (!before.path("immutable").asBoolean()) {
      return;
    }
    for (String field : List.of("data", "binaryData", "immutable")) {
      fixed(causes, field, before.path(field), after.path(field));
    }
  }

  /** A pod's spec without what an update may change: images, tolerations and the deadline. */
  private static JsonNode fixedSpec(ObjectNode pod) {
    ObjectNode spec =
        pod.path("spec") instanceof ObjectNode there ? there.deepCopy() : Json.object();
    spec.remove(List.of("tolerations", "activeDeadlineSeconds"));
    for (String list : List.of("containers", "initContainers")) {
      for (JsonNode container : spec.path(list)) {
        if (container instanceof ObjectNode object) {
          object.remove("image");
        }
      }
    }
    return spec;
  }

  private static void fixed(List<Cause> causes, String field, JsonNode before, JsonNode after) {
    if (!before.equals(after)) {
      causes.add(Cause.forbidden(field, "field is immutable"));
    }
  }
}
