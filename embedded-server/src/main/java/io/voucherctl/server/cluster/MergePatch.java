package io.voucherctl.server.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** JSON merge patch (RFC 7386): null removes, objects merge, everything else replaces. */
final class MergePatch {
  private MergePatch() {}

  /** Changes {@code target} and returns it. */
  static ObjectNode apply(ObjectNode target, ObjectNode patch) {
    for (var entry : patch.properties()) {
      String name = entry.getKey();
      JsonNode value = entry.getValue();
      if (value.isNull()) {
        target.remove(name);
      } else if (value instanceof ObjectNode nested) {
        ObjectNode into = target.get(name) instanceof ObjectNode there ? there : Json.object();
        target.set(name, apply(into, nested));
      } else {
        target.set(name, value);
      }
    }
    return target;
  }
}
