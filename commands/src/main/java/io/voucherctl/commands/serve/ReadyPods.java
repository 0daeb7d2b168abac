package io.voucherctl.commands.serve;

import com.fasterxml.jackson.databind.JsonNode;
import io.voucherctl.server.gateway.Feed;
import io.voucherctl.server.quota.FleetShare;

/** Counts the gateways that share every limit: pods that are ready and not on their way out. */
final class ReadyPods {
  private final Feed.Sink sink;
  private FleetShare last = FleetShare.UNKNOWN;

  ReadyPods(Feed.Sink sink) {
    this.sink = sink;
  }

  synchronized void counted(JsonNode pods) {
    int ready = 0;
    for (JsonNode pod : pods.path("items")) {
      ready += isReady(pod) ? 1 : 0;
    }
    tell(FleetShare.of(Math.min(ready, FleetShare.MOST)));
  }

  /** The last number holds; before the first one there is nothing to doubt. */
  synchronized void doubted(String why) {
    if (last.isKnown()) {
      tell(last.doubted(why));
    }
  }

  private void tell(FleetShare next) {
    if (!next.equals(last)) {
      last = next;
      sink.put(next);
    }
  }

  private static boolean isReady(JsonNode pod) {
    if (!pod.path("metadata").path("deletionTimestamp").asText("").isEmpty()) {
      return false;
    }
    for (JsonNode condition : pod.path("status").path("conditions")) {
      if (condition.path("type").asText().equals("Ready")) {
        return condition.path("status").asText().equals("True");
      }
    }
    return false;
  }
}
