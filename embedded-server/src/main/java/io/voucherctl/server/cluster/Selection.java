package io.voucherctl.server.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.function.Predicate;

/** Which objects a list or a watch is about. */
record Selection(LabelSelector labels, FieldSelector fields) implements Predicate<JsonNode> {
  boolean isEverything() {
    return labels.isEmpty() && fields.isEmpty();
  }

  @Override
  public boolean test(JsonNode object) {
    return labels.test(object) && fields.test(object);
  }
}
